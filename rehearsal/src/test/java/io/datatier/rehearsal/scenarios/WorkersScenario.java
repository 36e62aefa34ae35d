package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A stack with EC2 workers whose database users a function makes on {@code up}. That function alone
 * knows the database itself, and the pack takes it because the deployment alone invokes it.
 */
final class WorkersScenario {

  private static final Path RESOURCES =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios");

  @Test
  void live_cleanly_and_the_function_needs_no_configuration() throws Exception {
    var stage =
        Stage.of(
            "workers",
            Stage.parts("workers")
                .withConfig(RESOURCES.resolve("stacks/Pulumi.workers.yaml").toAbsolutePath())
                .withFixture(RESOURCES.resolve("others.json")));
    var before = stage.account();

    var up = stage.up();
    assertSucceeds(up);
    assertFalse(up.output().contains("lambda-connects-through-proxy"), up.output());
    assertEquals(List.of("campaign-migrations-workers"), functionsOf(stage, "migrations"));
    assertEquals(1, stage.account().all("aws:autoscaling/group:Group").count());
    assertEquals(1, stage.account().all("aws:lambda/invocation:Invocation").count());
    assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
    assertSucceeds(stage.preview("--expect-no-changes"));

    var live = LiveStack.of(stage);
    live.set("workers[0].user", "reports");
    live.set("workers[0].instanceType", "t4g.large");
    live.set("functions[0].user", "ingestion");
    live.expect(
        Map.of(
            "ingestion-workers-read-database-secret", "update",
            "ingestion-workers-template", "update",
            "ingestion-workers-workers", "update",
            "campaign-functions-workers-report-workers-read-database-secret", "update",
            "campaign-functions-workers-report-workers-function", "update"));

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
