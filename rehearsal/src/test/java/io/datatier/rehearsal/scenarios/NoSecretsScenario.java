package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.engine.EventLog;
import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.fault.Faults;
import io.datatier.rehearsal.scenarios.programs.SecretsEverywhere;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A program with secrets in every place, through its whole life under the pack, a run that fails
 * and one that is refused among it. Whatever the engine, the stand-in and the pack write down,
 * their logs included, holds none of them.
 */
@Tag("guarantee")
final class NoSecretsScenario {

  private static final List<String> FROM_CONFIG =
      List.of("ConfigToken", "AwsSecretKey", "AwsToken");

  @Test
  void are_in_nothing_that_a_life_leaves_behind() throws Exception {
    var stage =
        Stage.of("no-secrets", SecretsEverywhere.class).configured("{\"all\": \"advisory\"}");
    configure(stage);

    generation(stage, "First");
    assertSucceeds(stage.preview("--diff", "--event-log", log(stage, "preview")));
    var failing =
        stage.where(
            Faults.parse(
                """
                {"faults": [
                  {"call": "create", "type": "aws:lambda/function:Function"},
                  {"call": "create", "type": "aws:secretsmanager/secretVersion:SecretVersion"}
                ]}
                """));
    assertNotEquals(0, failing.up("--event-log", log(stage, "failing")).exitCode());
    assertSucceeds(stage.up("--event-log", log(stage, "up")));
    generation(stage, "Second");
    assertSucceeds(stage.preview("--diff", "--json"));
    assertSucceeds(stage.up("--diff", "--event-log", log(stage, "update")));
    generation(stage, "Refused");
    assertNotEquals(0, stage.up("--event-log", log(stage, "refused")).exitCode());
    generation(stage, "Second");
    assertSucceeds(stage.pulumi("refresh", "--diff", "--event-log", log(stage, "refresh")));
    assertSucceeds(stage.analyze(stage.export()));
    assertSucceeds(stage.pulumi("stack", "output", "--json"));
    assertSucceeds(stage.pulumi("stack", "history", "--json"));
    assertSucceeds(stage.pulumi("config"));
    assertSucceeds(stage.pulumi("destroy", "--event-log", log(stage, "destroy")));

    for (var name :
        List.of("preview", "failing", "up", "update", "refused", "refresh", "destroy")) {
      EventLog.dropDebugMessages(Path.of(log(stage, name)));
    }
    var search = Search.below(stage.folder());
    assertNotEquals(List.of(), search.filesWith(SecretsEverywhere.known()), "the search is blind");
    assertEquals(Map.of(), found(search));
    System.out.printf(
        "no secrets: %d canaries in %d files (%,d bytes): none found%n",
        canaries().size(), search.files(), search.bytes());
  }

  /** Files by the canary that is in them. */
  private static Map<String, List<String>> found(Search search) {
    var found = new TreeMap<String, List<String>>();
    canaries().forEach(canary -> found.put(canary, search.filesWith(canary)));
    found.values().removeIf(List::isEmpty);
    return found;
  }

  private static List<String> canaries() {
    var canaries = new ArrayList<String>();
    for (var generation : List.of("First", "Second", "Refused")) {
      SecretsEverywhere.PLACES.stream()
          .filter(place -> generation.equals("Refused") || !place.startsWith("Refused"))
          .forEach(place -> canaries.add(SecretsEverywhere.canary(place, generation)));
    }
    FROM_CONFIG.forEach(place -> canaries.add(SecretsEverywhere.canary(place, "Config")));
    return canaries;
  }

  private static void configure(Stage stage) throws Exception {
    for (var each :
        Map.of(
                "datatier:token", "ConfigToken",
                "aws:secretKey", "AwsSecretKey",
                "aws:token", "AwsToken")
            .entrySet()) {
      stage.require(
          "config",
          "set",
          "--secret",
          each.getKey(),
          SecretsEverywhere.canary(each.getValue(), "Config"));
    }
  }

  private static void generation(Stage stage, String generation) throws Exception {
    stage.require("config", "set", "datatier:generation", generation);
  }

  private static String log(Stage stage, String name) {
    return stage.folder().resolve("log/" + name + ".events").toString();
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome::output);
  }
}
