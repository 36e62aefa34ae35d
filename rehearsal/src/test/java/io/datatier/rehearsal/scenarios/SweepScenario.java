package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.report.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks that the sweep judges, against what the engine says of each of them. */
final class SweepScenario {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Path RELEASES =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/releases/0.1.0");

  /** Replaced for ever, its deletion pending: nobody judges it. */
  private static final String DELETED =
      """
      {"urn": "urn:pulumi:prod::datatier::aws:rds/proxy:Proxy::old", "custom": true,
       "delete": true, "id": "old", "type": "aws:rds/proxy:Proxy",
       "inputs": {"requireTls": false}, "outputs": {"requireTls": false}}
      """;

  @Test
  void judges_each_stack_as_the_engine_does() throws Exception {
    var stage = Stage.of("sweep", Stage.parts("dev"));
    var exports = Files.createDirectories(stage.folder().resolve("exports"));
    for (var stack : Set.of("dev", "prod")) {
      var state = exports.resolve(stack + ".json");
      Files.copy(
          RELEASES.resolve(stack + "/state.json"), state, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(exports.resolve(stack + "-drifted.json"), drifted(Files.readString(state)));
    }
    var config =
        Files.writeString(
            stage.folder().resolve("sweep.json"),
            """
            {"proxy-requires-iam-authentication": "mandatory", "proxy-has-target": "disabled",
             "proxy-requires-tls": "remediate",
             "database-backups-retained": {"minimumDays": 35, "productionStacks": ["*"]}}
            """);

    var swept = swept(stage.folder(), exports, config);

    for (var stack : swept.entrySet()) {
      var judged = stage.configuredBy(config).analyzed(exports.resolve(stack.getKey()));
      assertEquals(engine(judged), stack.getValue(), stack.getKey());
    }
    assertEquals(
        Set.of("dev.json", "dev-drifted.json", "prod.json", "prod-drifted.json"), swept.keySet());
    assertTrue(swept.getOrDefault("prod-drifted.json", Set.of()).size() > 6, swept::toString);
  }

  @Test
  void its_page_reads_well_in_a_browser_and_on_paper(@TempDir Path folder) throws Exception {
    var program = Chromium.installed();
    assumeTrue(program.isPresent(), "Chromium is not installed (apt-get install chromium)");
    var exports = Files.createDirectory(folder.resolve("exports"));
    var state = Files.readString(RELEASES.resolve("prod/state.json"));
    Files.writeString(exports.resolve("prod.json"), state);
    Files.writeString(exports.resolve("prod-drifted.json"), drifted(state));
    Files.writeString(exports.resolve("broken.json"), "{");
    var config =
        Files.writeString(
            folder.resolve("sweep.json"),
            """
            {"version": 2, "policies": {"database-backups-retained": {"minimumDays": 35,
             "productionStacks": ["*"], "enforcementLevel": "advisory"}},
             "exceptions": {"EXC-1": {"reason": "a trial", "owner": "data", "until": "2020-01-31",
             "match": [{"policies": ["proxy-requires-tls"], "targets": ["urn:pulumi:prod::datatier::a::b"]}]}}}
            """);
    var page = folder.resolve("sweep.html");
    assertEquals(3, sweep(folder, exports, config, "--html", page.toString()));

    try (var chromium = Chromium.start(program.get(), folder.resolve("profile"))) {
      for (var scheme : List.of("light", "dark")) {
        for (int width : List.of(400, 1280)) {
          chromium.open(page, width, scheme);
          var where = scheme + " at " + width;
          assertEquals("0", chromium.overflow(), where);
          assertEquals("[]", chromium.lowContrast(), where);
          assertEquals(List.of(), chromium.complaints(), where);
        }
      }
      assertEquals(
          "[\"Rules\",\"Invalid exceptions\",\"Not judged\",\"There more than once\",\"Stacks\"]",
          chromium.value("[...document.querySelectorAll('h2')].map(e => e.textContent)"));
      // What is read with no pointer over it.
      assertEquals(
          "true",
          chromium.value(
              "document.body.innerText.match(/urn:pulumi:prod::datatier::\\S*aws:rds.proxy:Proxy::/)"
                  + " !== null"));
    }
  }

  @Test
  void the_page_names_commands_and_options_that_the_engine_has() throws Exception {
    var stage = Stage.of("organisation", Stage.parts("dev"));
    var commands =
        Files.readString(CHECKOUT.resolve("docs/organisation.md"))
            .lines()
            .filter(line -> line.startsWith("pulumi "))
            .toList();

    for (var command : commands) {
      // An option that is not known is refused before the help is shown.
      var shown = stage.shell(command + " --help");
      assertEquals(0, shown.exitCode(), shown::output);
    }
    assertEquals(5, commands.size());
  }

  /** With everything in it of which the engine makes something else than what is written. */
  private static String drifted(String export) {
    var state = JsonParser.parseString(export).getAsJsonObject();
    var resources = state.getAsJsonObject("deployment").getAsJsonArray("resources");
    for (var each : resources) {
      var resource = each.getAsJsonObject();
      var type = resource.get("type").getAsString();
      if (type.equals("aws:rds/proxy:Proxy")) {
        set(resource, "requireTls", "false");
        set(resource, "debugLogging", "true");
      } else if (type.equals("aws:rds/instance:Instance")) {
        set(resource, "publiclyAccessible", "\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"");
        set(resource, "__defaults", "[\"storageEncrypted\"]");
      } else if (type.equals("aws:lambda/function:Function")) {
        set(resource, "environment", ENVIRONMENT);
      }
    }
    resources.add(JsonParser.parseString(DELETED));
    return state.toString();
  }

  private static final String ENVIRONMENT =
      """
      {"variables": {
        "DB_HOST": "campaign-postgres-prod.oqfez02eegv7.us-east-1.rds.amazonaws.com",
        "__internal": "campaign-postgres-prod.oqfez02eegv7.us-east-1.rds.amazonaws.com",
        "LATER": "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        "TOKEN": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                  "plaintext": "\\"AKIAIOSFODNN7EXAMPLE\\""}}}
      """;

  private static void set(JsonObject resource, String property, String json) {
    for (var side : Set.of("inputs", "outputs")) {
      resource.getAsJsonObject(side).add(property, JsonParser.parseString(json));
    }
  }

  private static Map<String, Set<String>> swept(Path folder, Path exports, Path config)
      throws Exception {
    var report = folder.resolve("swept.json");
    assertEquals(1, sweep(folder, exports, config, "--json", report.toString()));
    var stacks = new TreeMap<String, Set<String>>();
    var all = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    for (var each : all.getAsJsonArray("stacks")) {
      var stack = each.getAsJsonObject();
      var found = new TreeSet<String>();
      for (var finding : stack.getAsJsonArray("findings")) {
        var fields = finding.getAsJsonObject();
        found.add(
            "%s %s %s %s"
                .formatted(
                    fields.get("mandatory").getAsBoolean() ? "mandatory" : "advisory",
                    fields.get("rule").getAsString(),
                    fields.get("urn").getAsString(),
                    fields.get("message").getAsString()));
      }
      stacks.put(stack.get("id").getAsString(), found);
    }
    return stacks;
  }

  private static int sweep(Path folder, Path exports, Path config, String... report)
      throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                CHECKOUT.resolve("sweep/datatier-sweep").toString(),
                "judge",
                "--policy-pack",
                CHECKOUT.resolve("policy/target/datatier-policy.jar").toString(),
                "--policy-pack-config",
                config.toString()));
    command.addAll(List.of(report));
    command.add(exports.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sweep.log").toFile())
        .start()
        .waitFor();
  }

  /** The engine shows the rule's title first, and after what is found what to do about it. */
  private static Set<String> engine(List<String> events) {
    var found = new TreeSet<String>();
    for (var line : events) {
      if (JsonParser.parseString(line).getAsJsonObject().get("policyEvent")
          instanceof JsonObject event) {
        found.add(
            "%s %s %s %s"
                .formatted(
                    event.get("enforcementLevel").getAsString(),
                    event.get("policyName").getAsString(),
                    event.get("resourceUrn").getAsString(),
                    event
                        .get("message")
                        .getAsString()
                        .split("\n", -1)[1]
                        .replaceFirst("^undecided: ", "")));
      }
    }
    return found;
  }
}
