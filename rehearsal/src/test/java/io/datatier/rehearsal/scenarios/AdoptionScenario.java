package io.datatier.rehearsal.scenarios;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.EventLog;
import io.datatier.rehearsal.engine.EventLog.Change;
import io.datatier.rehearsal.engine.Parts;
import io.datatier.rehearsal.engine.Procedure;
import io.datatier.rehearsal.engine.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * An account with the tier that Terraform made: its address ranges, its alarms without data, its
 * names. The stack takes it over by the steps of docs/adopt.md, with that page's configuration.
 */
final class AdoptionScenario {

  private static final Parts PROD = Stage.parts("prod");
  private static final Path PAGE = PROD.operations().resolveSibling("adopt.md");
  private static final AdoptionPage SAID = new AdoptionPage(PAGE);
  private static final Path FIXTURE = PROD.fixture().resolveSibling("adopt.json");

  @Test
  void changes_what_the_page_names_and_replaces_nothing() throws Exception {
    var stage = stage("adoption");
    follow(stage, "import");
    var events = stage.newFile("adoption", ".events");
    assertEquals(accountAtStart(), stage.account().entities());

    stage.require("preview", "--event-log", events.toString());
    assertEquals(SAID.changes(), changesToWhatWasThere(events));

    assertEquals(0, stage.up("--event-log", events.toString()).exitCode());
    assertEquals(
        Map.of("proxy-requires-iam-authentication", Verdict.ADVISED),
        Judgement.unlessPassed(EventLog.read(events).verdicts()));
    assertEquals(SAID.changes(), changesToWhatWasThere(events));
    // Standby and storage type wait for the maintenance window.
    stage.drift(account -> account.at(account.now().plus(Duration.ofDays(8))));
    stage.require("refresh", "--skip-preview");
    stage.require("refresh", "--skip-preview", "--expect-no-changes");
    stage.require("preview", "--expect-no-changes");

    for (var command : Procedure.read(PROD.operations(), "tear-down").commands()) {
      assertSucceeds(stage, command);
    }
    assertEquals(List.of(), stage.account().leftovers());
    assertEquals(
        ids(Account.startingWith(PROD.fixture()).entities().stream()),
        ids(
            stage.account().entities().stream()
                .filter(entity -> !stage.account().finalSnapshots().contains(entity))));
  }

  @Test
  void leaves_everything_as_it_was_until_the_update() throws Exception {
    var stage = stage("adoption-given-up");
    follow(stage, "import");
    follow(stage, "way back");

    assertEquals(accountAtStart(), stage.account().entities());
    stage.require("stack", "init", "prod");
    stage.require("preview");
  }

  private static Stage stage(String scenario) throws Exception {
    var config = Files.createTempFile("Pulumi.prod", ".yaml");
    try {
      Files.writeString(config, config());
      // The sandbox has a copy.
      return Stage.of(scenario, PROD.withConfig(config).withFixture(FIXTURE));
    } finally {
      Files.delete(config);
    }
  }

  /** The stack in the project, with what the page says of the tier to be taken over. */
  private static String config() throws IOException {
    Map<String, Map<String, Object>> stack = new Yaml().load(Files.readString(PROD.config()));
    var config = new TreeMap<>(stack.get("config"));
    config.putAll(SAID.config());
    return new Yaml().dump(Map.of("config", config));
  }

  private static void follow(Stage stage, String procedure) throws Exception {
    for (var command : Procedure.read(PAGE, procedure).commands()) {
      assertSucceeds(stage, command);
    }
  }

  /** What make does in the checkout is done in the sandbox, which has no Makefile. */
  private static void assertSucceeds(Stage stage, String command) throws Exception {
    var outcome =
        stage.shell(
            command.replace(
                "make adopt STACK=prod",
                "java -cp '" + PROD.program() + "' io.datatier.tools.adopt.AdoptCommand prod"));
    assertEquals(0, outcome.exitCode(), outcome::output);
    assertFalse(outcome.output().contains("failed to validate"), outcome::output);
  }

  private static Map<String, Change> changesToWhatWasThere(Path events) throws IOException {
    var changes = EventLog.read(events).changes();
    changes.values().removeIf(change -> Set.of("create", "same").contains(change.operation()));
    return changes;
  }

  private static List<Entity> accountAtStart() throws IOException {
    return Account.startingWith(FIXTURE).entities();
  }

  private static Set<String> ids(Stream<Entity> entities) {
    return entities.map(Entity::id).collect(toSet());
  }
}
