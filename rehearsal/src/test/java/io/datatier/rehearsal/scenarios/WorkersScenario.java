package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A stack with EC2 workers whose database users a function makes on {@code up}. That function alone
 * knows the database itself, and the pack takes it only where its configuration names it.
 */
final class WorkersScenario {

  private static final Path RESOURCES =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios");

  private static final String ADMINISTRATION =
      """
      {"lambda-connects-through-proxy": {"administrationFunctions": ["campaign-migrations-workers"]}}
      """;

  private static final String REFUSAL =
      "[mandatory] [severity: critical]  lambda-connects-through-proxy"
          + "  (aws:lambda:Function: campaign-migrations-workers-function)";

  @Test
  void live_cleanly_and_the_function_is_permitted_by_name() throws Exception {
    var stage =
        Stage.of(
            "workers",
            Stage.parts("workers")
                .withConfig(RESOURCES.resolve("stacks/Pulumi.workers.yaml").toAbsolutePath())
                .withFixture(RESOURCES.resolve("others.json")));
    var before = stage.account();

    var refused = stage.up();
    assertTrue(refused.output().contains(REFUSAL), refused.output());
    assertEquals(List.of(), functionsOf(stage, "migrations"), refused.output());

    var permitted = stage.configured(ADMINISTRATION);
    assertSucceeds(permitted.up());
    assertEquals(1, stage.account().all("aws:autoscaling/group:Group").count());
    assertEquals(1, stage.account().all("aws:lambda/invocation:Invocation").count());
    assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
    assertSucceeds(permitted.preview("--expect-no-changes"));

    assertSucceeds(stage.pulumi("destroy", "--skip-preview"));
    assertEquals(before.entities(), stage.account().entities());
  }

  private static List<String> functionsOf(Stage stage, String role) {
    return stage
        .account()
        .all("aws:lambda/function:Function")
        .map(Entity::id)
        .filter(id -> id.contains(role))
        .toList();
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.output());
  }
}
