package io.datatier.policy.sdk.exceptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExceptionsTest {

  private static final String URN = "urn:pulumi:%s::shop::aws:rds/instance:Instance::%s";
  private static final String ORDERS = URN.formatted("prod", "orders");
  private static final String BILLS = URN.formatted("prod", "bills");
  private static final String ELSEWHERE = URN.formatted("dev", "orders");

  @TempDir private Path folder = Path.of("");

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private int run(String... args) {
    shown.reset();
    var clock = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
    return new Exceptions(clock, new PrintStream(shown, true, UTF_8)).run(args);
  }

  private List<String> lines() {
    return shown.toString(UTF_8).lines().toList();
  }

  private String file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines)).toString();
  }

  private static String entry(String id, String more, String policy, String... urns) {
    return """
    "%s": {"reason": "made anew every night"%s, "ticket": 12,
           "match": [{"policies": ["%s"], "targets": ["%s"]}]}
    """
        .formatted(id, more, policy, String.join("\", \"", urns));
  }

  private String register(String... entries) throws IOException {
    return file(
        "policy.json",
        """
        {"version": 2, "policies": {"all": "mandatory"}, "environments": ["shop"], "exceptions": {
        """,
        String.join(",", entries),
        "}}");
  }

  private static String violation(String policy, String urn, String level, String exceptions) {
    return """
    {"sequence": 1, "policyEvent": {"resourceUrn": "%s", "message": "x", "policyName": "%s",\
     "enforcementLevel": "%s"%s}}\
    """
        .formatted(urn, policy, level, exceptions);
  }

  private static String step(String urn) {
    return """
    {"sequence": 2, "resourcePreEvent": {"metadata": {"op": "same", "urn": "%s"}}}\
    """
        .formatted(urn);
  }

  private static final String OWNED = ", \"owner\": \"database team\", \"until\": \"2027-01-31\"";

  @Test
  void are_listed_for_reviewers() throws IOException {
    assertEquals(
        0,
        run(
            "list",
            register(
                entry("EXC-1", OWNED, "multi-az", ORDERS, BILLS),
                entry("EXC-2", "", "tls", BILLS))));
    assertEquals(
        List.of(
            "EXC-1: made anew every night",
            "  until 2027-01-31, granted by database team",
            "  multi-az",
            "    " + ORDERS,
            "    " + BILLS,
            "EXC-2: made anew every night",
            "  no last day, no owner",
            "  tls",
            "    " + BILLS),
        lines());
    assertEquals(0, run("list", file("other.json", "{\"tls\": \"advisory\"}")));
    assertEquals(List.of("there are no exceptions"), lines());
  }

  @Test
  void need_an_owner_and_an_end_that_is_not_over() throws IOException {
    assertEquals(0, run("check", register(entry("EXC-1", OWNED, "tls", ORDERS))));
    assertEquals(List.of("exceptions: 1, all in force and with an owner"), lines());
    assertEquals(
        1,
        run(
            "check",
            register(
                entry("A", "", "tls", ORDERS),
                entry("B", ", \"owner\": \"me\", \"until\": \"2026-11-28\"", "tls", ORDERS),
                entry("C", ", \"owner\": \"me\", \"until\": \"2026-11-29\"", "tls", ORDERS))));
    assertEquals(
        List.of(
            "A has no owner: add \"owner\"",
            "A has no end: add \"until\", the last day on which it applies",
            "B ended on 2026-11-28: remove it, or have me renew it"),
        lines());
  }

  @Test
  void that_match_nothing_any_more_fail_for_the_stacks_of_the_run_alone() throws IOException {
    var register = register(entry("EXC-1", OWNED, "tls", ORDERS, BILLS, ELSEWHERE));
    var log =
        file(
            "events.log",
            step(BILLS),
            violation("tls", ORDERS, "mandatory", ", \"exceptions\": [{\"id\": \"EXC-1\"}]"));
    assertEquals(1, run("check", register, log));
    assertEquals(
        List.of("EXC-1 no longer matches anything: " + BILLS + " does not violate tls"), lines());
    assertEquals(0, run("check", register(entry("EXC-1", OWNED, "tls", ORDERS, ELSEWHERE)), log));
    assertEquals(List.of("exceptions: 1, all in force and with an owner"), lines());
  }

  private String summary(String name) throws IOException {
    return file(
        name,
        """
        {"sequence": 3, "summaryEvent": {"PolicyPacks": {"datatier": "0.1.0"}, "result": "succeeded"}}
        """);
  }

  @Test
  void freeze_what_a_stack_violates_and_let_nothing_new_in() throws IOException {
    var file = folder.resolve("policy.json");
    var log =
        file(
            "events.log",
            violation("tls", ORDERS, "mandatory", ""),
            violation("tls", BILLS, "mandatory", ""),
            violation("tls", BILLS, "mandatory", ""),
            violation("alarms", BILLS, "advisory", ""),
            violation("multi-az", BILLS, "mandatory", ", \"exceptions\": [{\"id\": \"EXC-1\"}]"));
    assertEquals(0, run("baseline", file.toString(), log));
    assertEquals(List.of("shop/prod: no baseline"), lines());
    assertEquals(
        0, run("baseline", file.toString(), log, "owner=database team", "until=2027-01-31"));
    assertEquals(List.of("baseline.shop.prod.tls: 2 resources"), lines());
    assertEquals(
        JsonParser.parseString(
            """
            {"version": 2, "policies": {}, "exceptions": {"baseline.shop.prod.tls": {
              "reason": "was there on 2026-11-29", "owner": "database team", "until": "2027-01-31",
              "match": [{"policies": ["tls"], "targets": ["%s", "%s"]}]}}}
            """
                .formatted(BILLS, ORDERS)),
        JsonParser.parseString(Files.readString(file)));
    assertEquals(0, run("check", file.toString(), log));

    var later =
        file(
            "later.log",
            violation(
                "tls",
                BILLS,
                "mandatory",
                ", \"exceptions\": [{\"id\": \"baseline.shop.prod.tls\"}]"),
            violation("tls", URN.formatted("prod", "new"), "mandatory", ""));
    assertEquals(
        0, run("baseline", file.toString(), later, "owner=database team", "until=2027-01-31"));
    assertEquals(List.of("baseline.shop.prod.tls: 2 resources, 1 left"), lines());
    assertEquals(
        List.of(BILLS),
        ExceptionRegister.read(file).exceptions().get(0).matches().get(0).targets());

    assertEquals(0, run("baseline", file.toString(), summary("clean.log"), "stack=shop/prod"));
    assertEquals(List.of("baseline.shop.prod.tls: 1 resource, 0 left"), lines());
    assertEquals(List.of(), ExceptionRegister.read(file).exceptions());
  }

  @Test
  void freeze_each_stack_by_itself() throws IOException {
    var file = folder.resolve("policy.json");
    var prod = file("prod.log", violation("tls", ORDERS, "mandatory", ""));
    var dev = file("dev.log", violation("tls", ELSEWHERE, "mandatory", ""));
    assertEquals(0, run("baseline", file.toString(), prod, "owner=a", "until=2027-01-31"));
    assertEquals(0, run("baseline", file.toString(), dev, "owner=b", "until=2026-11-29"));
    assertEquals(List.of("baseline.shop.dev.tls: 1 resource"), lines());
    assertEquals(0, run("baseline", file.toString(), file("fixed.log", step(ELSEWHERE))));
    assertEquals(List.of("baseline.shop.dev.tls: 1 resource, 0 left"), lines());
    assertEquals(0, run("list", file.toString()));
    assertEquals(
        List.of(
            "baseline.shop.prod.tls: was there on 2026-11-29",
            "  until 2027-01-31, granted by a",
            "  tls",
            "    " + ORDERS),
        lines());
  }

  @Test
  void stand_in_a_file_whose_other_words_are_kept() throws IOException {
    var file = register(entry("EXC-1", OWNED, "multi-az", ORDERS));
    var log = file("events.log", violation("tls", BILLS, "mandatory", ""));
    assertEquals(0, run("baseline", file, log, "owner=me", "until=2027-01-31"));
    var written = JsonParser.parseString(Files.readString(Path.of(file))).getAsJsonObject();
    assertEquals("mandatory", written.getAsJsonObject("policies").get("all").getAsString());
    assertEquals("shop", written.getAsJsonArray("environments").get(0).getAsString());
    var first = written.getAsJsonObject("exceptions").getAsJsonObject("EXC-1");
    assertEquals(12, first.get("ticket").getAsInt());
    assertEquals("database team", first.get("owner").getAsString());

    var old = file("old.json", "{\"tls\": \"advisory\", \"version\": {\"least\": 2}}");
    assertEquals(0, run("baseline", old, log, "owner=me", "until=2027-01-31"));
    var upgraded = JsonParser.parseString(Files.readString(Path.of(old))).getAsJsonObject();
    assertEquals(2, upgraded.get("version").getAsInt());
    assertEquals("advisory", upgraded.getAsJsonObject("policies").get("tls").getAsString());
  }

  @Test
  void stand_in_a_file_that_keeps_its_permissions_and_the_links_to_it() throws IOException {
    var file = Path.of(register(entry("EXC-1", OWNED, "multi-az", ORDERS)));
    var permissions = PosixFilePermissions.fromString("rw-r--r--");
    Files.setPosixFilePermissions(file, permissions);
    var link = Files.createSymbolicLink(folder.resolve("link.json"), file);
    var log = file("events.log", violation("tls", BILLS, "mandatory", ""));
    assertEquals(0, run("baseline", link.toString(), log, "owner=me", "until=2027-01-31"));
    assertTrue(Files.isSymbolicLink(link), "no link");
    assertEquals(permissions, Files.getPosixFilePermissions(file));
    assertTrue(Files.readString(file).contains("baseline"), Files.readString(file));
    try (var all = Files.list(folder)) {
      assertEquals(3, all.count());
    }
  }

  @Test
  void are_kept_by_the_commands_of_the_page() throws IOException {
    var page = Files.readString(Path.of("docs/configuring.md"));
    var commands =
        Pattern.compile("-Dexec.args=\"(.*)\"")
            .matcher(page)
            .results()
            .map(it -> it.group(1))
            .toList();
    assertEquals(
        List.of("check", "baseline"), commands.stream().map(it -> it.split(" ", 2)[0]).toList());
    register(entry("EXC-1", OWNED, "tls", ORDERS));
    file(
        "events.json",
        violation("tls", ORDERS, "mandatory", ", \"exceptions\": [{\"id\": \"EXC-1\"}]"),
        violation("tls", BILLS, "mandatory", ""));
    for (var command : commands) {
      var words = command.replaceAll("(policy|events).json", folder + "/$0").split(" ", -1);
      assertEquals(0, run(words), () -> String.join("\n", lines()));
    }
    assertEquals(List.of("baseline.shop.prod.tls: 1 resource"), lines());
  }

  @Test
  void are_refused_with_every_fault_at_once() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ExceptionRegister.parse(
                    "policy.json",
                    """
                    {"version": 2, "exceptions": {
                      "EXC 1": {"reason": "x", "match": [{"policies": ["tls"], "targets": ["%s"]}]},
                      "A": {"reason": " ", "until": "soon", "match": []},
                      "B": {"reason": "x", "match": [{"policies": ["all"], "targets": ["orders"]}, 1]},
                      "C": 1}}
                    """
                        .formatted(ORDERS)));
    assertEquals(
        "policy.json: 'EXC 1' is not the id of an exception: use letters, digits, -, . and _;"
            + " exceptions.A.reason is missing; exceptions.A.match is not a list of policies"
            + " and targets; exceptions.A.until is 'soon', not a date such as 2027-01-31;"
            + " exceptions.B.match[0].policies names 'all'; name each policy;"
            + " exceptions.B.match[0].targets has 'orders', which is not a URN;"
            + " exceptions.B.match[1].policies is not a list of texts;"
            + " exceptions.B.match[1].targets is not a list of texts; exceptions.C is not an"
            + " object",
        refusal.getMessage());
  }

  @Test
  void are_not_read_from_what_is_none() throws IOException {
    assertEquals(2, run("list", folder.resolve("none.json").toString()));
    assertEquals(List.of("there is no file " + folder.resolve("none.json")), lines());
    assertEquals(2, run("list", file("text.json", "no json")));
    assertEquals(List.of(folder.resolve("text.json") + " is not JSON"), lines());
    assertEquals(2, run("list", file("three.json", "{\"version\": 3}")));
    assertEquals(List.of(folder.resolve("three.json") + ": version is 3, not 2"), lines());
    assertEquals(2, run("list", file("two.json", "{\"version\": \"2\", \"policies\": {}}")));
    assertEquals(
        List.of(folder.resolve("two.json") + ": version is \"2\"; write the number 2"), lines());
    assertEquals(2, run("list", file("none.json", "{\"exceptions\": {}}")));
    assertEquals(
        List.of(folder.resolve("none.json") + ": version is missing; write the number 2"), lines());
    assertEquals(2, run("check", file("a.json", "{\"version\": 2}"), file("b.log", "no log")));
    assertEquals(
        List.of(folder.resolve("b.log") + " does not contain events of the engine"), lines());
    assertEquals(2, run("check", folder.resolve("a.json").toString(), summary("d.log")));
    assertEquals(
        List.of(
            folder.resolve("d.log")
                + " does not say which stack it is about: add stack=PROJECT/STACK"),
        lines());
    assertEquals(2, run("baseline", "x.json", file("c.log", step(ORDERS)), "owner=me"));
    assertEquals(List.of("say until when it applies: until=2027-01-31, not ''"), lines());
    assertEquals(2, run("baseline", "x.json", file("c.log", step(ORDERS)), "until=2027-01-31"));
    assertEquals(List.of("say who is responsible for it: owner=WHO"), lines());
    assertEquals(2, run("baseline", "x.json", file("c.log", step(ORDERS)), "for=ever"));
    assertEquals(List.of("'for=ever' is not one of owner=…, stack=…, until=…"), lines());
    assertEquals(2, run("check", folder.resolve("a.json").toString(), summary("d.log"), "stack=x"));
    assertEquals(List.of("'stack=x' is not stack=PROJECT/STACK"), lines());
    assertEquals(2, run("baseline", "x.json", file("c.log", step(ORDERS)), "owner="));
    assertEquals(List.of("'owner=' is not one of owner=…, stack=…, until=…"), lines());
    assertEquals(
        2, run("baseline", "x.json", file("c.log", step(ORDERS)), "owner=me", "until=2026-11-28"));
    assertEquals(List.of("until=2026-11-28 is in the past: use 2026-11-29 or later"), lines());
    assertEquals(2, run());
    assertEquals(
        "Keeps the policy exceptions in a pack's configuration file (--policy-pack-config):",
        lines().get(0));
  }
}
