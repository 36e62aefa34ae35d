package io.datatier.rehearsal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventLogTest {

  private final Path folder;

  EventLogTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void counts_the_resources_that_were_made_by_type() throws IOException {
    var log =
        log(
            made("create", "aws:iam/role:Role", true),
            made("create", "aws:iam/role:Role", true),
            made("create", "aws:rds/proxy:Proxy", true));

    assertEquals(Map.of("aws:iam/role:Role", 2, "aws:rds/proxy:Proxy", 1), log.created());
  }

  @Test
  void counts_neither_components_nor_providers_nor_what_was_there_before() throws IOException {
    var log =
        log(
            made("create", "datatier:proxy:DatabaseProxy", false),
            made("create", "pulumi:providers:aws", true),
            made("same", "aws:iam/role:Role", true),
            made("update", "aws:rds/proxy:Proxy", true));

    assertEquals(Map.of(), log.created());
  }

  @Test
  void tells_what_happens_to_each_resource_and_which_properties_differ() throws IOException {
    var log =
        log(
            """
            {"resourcePreEvent":{"metadata":{"op":"update","urn":"urn:pulumi:prod::p::a:b:C$d:e:F::role","diffs":["tags","policy"]}}}""",
            """
            {"resourcePreEvent":{"metadata":{"op":"same","urn":"urn:pulumi:prod::p::d:e:F::other","diffs":null}}}""");

    assertEquals(
        Map.of(
            "role", new EventLog.Change("update", new TreeSet<>(Set.of("policy", "tags"))),
            "other", new EventLog.Change("same", new TreeSet<>())),
        log.changes());
  }

  @Test
  void counts_what_each_rule_said() throws IOException {
    var log =
        log(
            """
            {"policyAnalyzeSummaryEvent":{"resourceUrn":"a","passed":["tls","host"]}}""",
            """
            {"policyAnalyzeSummaryEvent":{"resourceUrn":"b","passed":["host"],"failed":["tls"]}}""",
            finding("tls", "RDS Proxy requires TLS\\nrequireTls is false\\n", "mandatory"),
            """
            {"policyAnalyzeStackSummaryEvent":{"passed":["graph"]}}""");

    assertEquals(
        Map.of(
            "tls", new RuleVerdicts(1, 1, 0, 0),
            "host", new RuleVerdicts(2, 0, 0, 0),
            "graph", new RuleVerdicts(1, 0, 0, 0)),
        log.verdicts());
  }

  @Test
  void takes_the_announcement_of_undecided_resources_for_no_violation() throws IOException {
    var log =
        log(
            finding(
                "host",
                "Lambda connects through a proxy\\nundecided: 6 functions wait\\n",
                "advisory"),
            """
            {"policyAnalyzeStackSummaryEvent":{"failed":["host"]}}""");

    assertEquals(Map.of("host", new RuleVerdicts(0, 0, 0, 6)), log.verdicts());
  }

  @Test
  void tells_findings_that_advise_from_those_that_stop_a_deployment() throws IOException {
    var log =
        log(
            finding("tls", "RDS Proxy requires TLS\\nrequireTls is false\\n", "mandatory"),
            finding("tls", "RDS Proxy requires TLS\\nit is old\\n", "advisory"),
            finding("iam", "Clients sign in with IAM\\nnobody does\\n", "advisory"));

    assertEquals(
        Map.of("tls", new RuleVerdicts(0, 1, 1, 0), "iam", new RuleVerdicts(0, 0, 1, 0)),
        log.verdicts());
  }

  @Test
  void takes_the_word_in_the_middle_of_a_finding_for_nothing_special() throws IOException {
    var log = log(finding("host", "a host\\nit is undecided: 6 of them\\n", "mandatory"));

    assertEquals(Map.of("host", new RuleVerdicts(0, 1, 0, 0)), log.verdicts());
  }

  @Test
  void tells_each_exemption_that_was_used_once_and_in_the_words_of_the_pack() throws IOException {
    var used =
        "Exemptions are current and in use\\nexempt: a from tls until 2027-01-31: old\\n"
            + "  exempt: b from host until 2027-02-28: moving \\n";
    var log =
        log(
            finding("exemptions", used, "advisory"),
            finding("exemptions", used, "advisory"),
            finding("tls", "RDS Proxy requires TLS\\nnobody is exempt: not even c\\n", "mandatory"),
            made("create", "aws:iam/role:Role", true));

    assertEquals(
        List.of("a from tls until 2027-01-31: old", "b from host until 2027-02-28: moving"),
        log.exemptions());
    assertEquals(List.of(), log(finding("tls", "exempted: nothing\\n", "advisory")).exemptions());
  }

  @Test
  void reads_the_missing_log_of_a_run_that_ended_early_as_empty() throws IOException {
    var log = EventLog.read(folder.resolve("none"));

    assertEquals(Map.of(), log.created());
    assertEquals(Map.of(), log.verdicts());
    assertEquals(List.of(), log.exemptions());
  }

  @Test
  void drops_the_messages_for_debugging_and_nothing_else() throws IOException {
    var kept =
        List.of(
            made("create", "aws:iam/role:Role", true),
            "{\"diagnosticEvent\":{\"message\":\"capacity\",\"severity\":\"info\"}}");
    var debug = "{\"diagnosticEvent\":{\"message\":\"password\",\"severity\":\"debug\"}}";
    var file = folder.resolve("events");
    Files.write(file, List.of(debug, kept.get(0), debug, kept.get(1)));

    EventLog.dropDebugMessages(file);

    assertEquals(kept, Files.readAllLines(file));
  }

  @Test
  void says_that_a_log_is_cut_off_and_keeps_nothing_of_the_last_message() throws IOException {
    var first = made("create", "aws:iam/role:Role", true);
    var file = folder.resolve("events");
    Files.writeString(file, first + "\n{\"diagnosticEvent\":{\"message\":\"passw");

    var cutOff = assertThrows(IOException.class, () -> EventLog.dropDebugMessages(file));

    assertEquals(
        "The engine's log " + file + " is cut off. Is the disk full?", cutOff.getMessage());
    assertEquals(List.of(first), Files.readAllLines(file));
  }

  private EventLog log(String... events) throws IOException {
    return EventLog.read(
        Files.writeString(folder.resolve("events"), String.join("\n", events) + "\n"));
  }

  /** The engine leaves out {@code custom} when it is false. */
  private static String made(String op, String type, boolean custom) {
    return """
        {"resOutputsEvent":{"metadata":{"op":"%s","type":"%s","new":{"type":"%s"%s}}}}"""
        .formatted(op, type, type, custom ? ",\"custom\":true" : "");
  }

  private static String finding(String rule, String message, String level) {
    return """
        {"policyEvent":{"policyName":"%s","message":"%s","enforcementLevel":"%s"}}"""
        .formatted(rule, message, level);
  }
}
