package io.datatier.rehearsal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.datatier.rehearsal.engine.Results;
import io.datatier.rehearsal.engine.RuleVerdicts;
import io.datatier.rehearsal.engine.Step;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class ReportPageTest {

  private static final Results REHEARSAL =
      new Results(
          List.of(new Step("preview", Duration.ofMillis(9_140))),
          new TreeMap<>(),
          new TreeMap<>(Map.of("proxy-requires-tls", new RuleVerdicts(0, 0, 0, 2))),
          new TreeMap<>(Map.of("proxy-requires-tls", new RuleVerdicts(1, 0, 0, 1))),
          List.of("orders from lambda-connects-through-proxy until 2027-01-31"),
          List.of(),
          Duration.ofSeconds(850),
          true,
          List.of(),
          Optional.empty());

  private static final Results STOPPED =
      new Results(
          List.of(new Step("stack init", Duration.ofMillis(400))),
          new TreeMap<>(),
          new TreeMap<>(Map.of("proxy-requires-tls", new RuleVerdicts(0, 1, 0, 0))),
          new TreeMap<>(),
          List.of(),
          List.of(),
          Duration.ZERO,
          false,
          List.of(),
          Optional.of(new Results.Stop("preview", "requireTls is <false>")));

  static String page(States states) {
    return ReportPage.of(states.state(), Optional.of(REHEARSAL), Optional.empty());
  }

  @Test
  void is_well_formed_and_every_link_leads_somewhere() throws Exception {
    var page = parsed(page(States.opened()));
    var ids = texts(page, "*", "id");
    assertEquals(ids.stream().distinct().toList(), ids);
    assertTrue(
        texts(page, "a", "href").stream().allMatch(href -> ids.contains(href.substring(1))),
        () -> ids.toString());
    assertEquals(
        List.of("made", "reach", "policies", "capacity", "alarms", "changes", "time"),
        texts(page, "section", "id"));
    var tables = page.getElementsByTagName("table");
    for (int i = 0; i < tables.getLength(); i++) {
      assertEquals("caption", tables.item(i).getFirstChild().getNodeName());
    }
  }

  @Test
  void needs_nothing_but_itself() throws Exception {
    var text = page(States.opened());
    var page = parsed(text);
    assertFalse(text.matches("(?is).*https?:.*"), "it names an address");
    assertFalse(text.contains("@import"), "it imports a style");
    assertEquals(List.of(), texts(page, "*", "src"));
    for (var element : List.of("script", "link", "img", "iframe", "object")) {
      assertEquals(0, page.getElementsByTagName(element).getLength(), element);
    }
  }

  @Test
  void text_of_a_state_stays_text() throws Exception {
    var hostile = "</code><script>alert(1)</script>\" onload='x' &amp; \u202E \uD800";
    var text =
        page(
            States.opened()
                .with(
                    "aws:lambda/function:Function",
                    hostile,
                    hostile,
                    "{\"vpcConfig\": {\"securityGroupIds\": [\"%s\"], \"subnetIds\": []}}"
                        .formatted(States.ADMIN_GROUP))
                .with(
                    "aws:cloudwatch/metricAlarm:MetricAlarm",
                    "alarm",
                    hostile,
                    "{\"alarmDescription\": \"<b>bold</b>\", \"metricName\": \"<i>\"}"));
    var page = parsed(text);
    for (var element : List.of("script", "b", "i")) {
      assertEquals(0, page.getElementsByTagName(element).getLength(), element);
    }
    assertTrue(page.getDocumentElement().getTextContent().contains("<script>alert(1)</script>"));
    assertFalse(text.contains("\u202E"));
    assertFalse(text.contains("\uD800"), "half a pair, which no file can hold");
    assertEquals(List.of(), texts(page, "*", "onload"));
  }

  @Test
  void shows_no_secret() throws IOException {
    var states = States.deployed();
    var secret =
        JsonParser.parseString(
            "{\"%s\": \"1b47061264138c4ac30d75fd1ea44270\", \"ciphertext\": \"hunter2\", \"plaintext\": \"hunter2\"}"
                .formatted(Disclosure.MARKER));
    for (var name : List.of("datatier-dev", "campaign-postgres-dev-instance")) {
      var outputs = states.named(name).getAsJsonObject("outputs");
      outputs.add("username", secret);
      outputs.add("identifier", secret);
      outputs.add("capacity", secret);
    }
    var alarm = states.named("campaign-proxy-alarms-dev-client-connections");
    alarm.getAsJsonObject("outputs").addProperty("alarmDescription", "hunter2");
    alarm.add("additionalSecretOutputs", JsonParser.parseString("[\"alarmDescription\"]"));
    assertFalse(page(states).contains("hunter2"));
  }

  @Test
  void says_what_the_rehearsal_found() throws Exception {
    var text = parsed(page(States.deployed())).getDocumentElement().getTextContent();
    for (var part :
        List.of(
            "proxy-requires-tlsundecided2 undecided1 passed, 1 undecided",
            "orders from lambda-connects-through-proxy until 2027-01-31",
            "preview9.1 s",
            "In AWS, up would take about 14 minutes.",
            "First report;")) {
      assertTrue(text.contains(part), part);
    }
  }

  @Test
  void says_where_a_rehearsal_stopped_and_what_is_known_by_then() throws Exception {
    var empty =
        StackState.of(
            JsonParser.parseString("{\"version\": 3, \"deployment\": {\"manifest\": {}}}")
                .getAsJsonObject());
    var page = parsed(ReportPage.of(empty, Optional.of(STOPPED), Optional.empty()));
    var text = page.getDocumentElement().getTextContent();
    for (var part :
        List.of(
            "The rehearsal stopped at: preview.",
            "requireTls is <false>",
            "proxy-requires-tlsviolated1 violatednothing to judge",
            "stack init0.4 s")) {
      assertTrue(text.contains(part), part);
    }
  }

  @Test
  void a_rehearsal_that_stopped_leaves_what_the_last_report_saw(@TempDir Path folder)
      throws Exception {
    var export = Files.writeString(folder.resolve("state.json"), States.deployed().json());
    var file = new ReportFile(folder.resolve("report.html"), folder.resolve("seen.json"));
    file.write(export, Optional.of(REHEARSAL));
    var seen = Files.readString(file.seen());
    Files.writeString(export, States.opened().json());

    file.write(export, Optional.of(STOPPED));

    assertEquals(seen, Files.readString(file.seen()));
    try (var left = Files.list(folder)) {
      assertEquals(
          List.of("report.html", "seen.json", "state.json"),
          left.map(each -> folder.relativize(each).toString()).sorted().toList());
    }
  }

  @Test
  void says_what_changed_since_the_last_report(@TempDir Path folder) throws Exception {
    var seen = folder.resolve("seen.json");
    Seen.in(States.deployed().state()).write(seen);
    var same = ReportPage.of(States.deployed().state(), Optional.empty(), Seen.read(seen));
    assertTrue(same.contains("Nothing has changed."));

    var states = States.opened();
    states
        .named("campaign-postgres-dev-instance")
        .getAsJsonObject("inputs")
        .addProperty("instanceClass", "db.r8g.large");
    var changed = parsed(ReportPage.of(states.state(), Optional.empty(), Seen.read(seen)));
    var rows = new ArrayList<String>();
    var sections = changed.getElementsByTagName("section");
    for (int i = 0; i < sections.getLength(); i++) {
      var section = (Element) sections.item(i);
      var found = section.getElementsByTagName("tr");
      for (int row = 1;
          section.getAttribute("id").equals("changes") && row < found.getLength();
          row++) {
        rows.add(found.item(row).getTextContent());
      }
    }
    assertEquals(
        List.of(
            "VpcPeeringConnection to-the-officeadded",
            "Role report-job-roleadded",
            "RolePolicy report-job-reads-alladded",
            "Function report-jobadded",
            "Instance campaign-postgres-dev-instancechangedinstanceClass",
            "SecurityGroupIngressRule from-anywhereadded"),
        rows);
  }

  @Test
  void a_file_that_is_no_export_is_refused_with_what_to_do(@TempDir Path folder) throws Exception {
    for (var text : List.of("", "[]", "{}", "nonsense", "{\"deployment\": []}")) {
      var file = Files.writeString(folder.resolve("export.json"), text);
      var fault = assertThrows(IOException.class, () -> StackState.read(file));
      assertEquals(
          file + " is not a stack's export. Write one with pulumi stack export --file " + file,
          fault.getMessage());
    }
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
  }

  private static List<String> texts(Document page, String element, String attribute) {
    var found = page.getElementsByTagName(element);
    var texts = new ArrayList<String>();
    for (int i = 0; i < found.getLength(); i++) {
      var text = ((Element) found.item(i)).getAttribute(attribute);
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }
}
