package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everyday changes to a stack in use: preview tells what the run does, and no more. */
final class LiveChangesScenario {

  private static final String INSTANCE = "campaign-postgres-dev-instance";

  @Test
  void a_function_and_a_threshold_touch_nothing_else() throws Exception {
    var live = up("live-function", "dev");

    live.set("functions[6].name", "archive-lambda");
    live.set("functions[6].artifact", "samples/function");
    var made = "campaign-functions-dev-archive-lambda-dev";
    live.expect(
        Map.of(
            made,
            "create",
            made + "-log",
            "create",
            made + "-role",
            "create",
            made + "-read-database-secret",
            "create",
            made + "-run-in-vpc",
            "create",
            made + "-function",
            "create",
            // More clients may hold more connections, by the capacity plan.
            "campaign-proxy-alarms-dev-client-connections",
            "update",
            "campaign-dashboard-dev-dashboard",
            "update"));

    live.set("alarms.cpuPercent", "80");
    live.expect(
        Map.of(
            "campaign-database-alarms-dev-cpu", "update",
            "campaign-dashboard-dev-dashboard", "update"));
  }

  @Test
  void another_class_waits_for_the_window_and_every_preview_says_so() throws Exception {
    var live = up("live-class", "dev");

    live.set("database.instanceClass", "db.t4g.small");
    assertEquals("update", live.operations("preview").get(INSTANCE));
    live.stage().require("up", "--skip-preview", "--suppress-progress");
    assertEquals(List.of("db.t4g.micro"), classes(live));
    assertEquals(Map.of(INSTANCE, "update"), live.operations("preview"));

    live.stage().drift(account -> account.at(account.now().plus(Duration.ofDays(8))));
    assertEquals(List.of("db.t4g.small"), classes(live));
    live.stage().require("refresh", "--skip-preview", "--suppress-progress");
    live.expectNothingToDo();

    live.set("database.applyImmediately", "true");
    live.set("database.instanceClass", "db.t4g.micro");
    live.stage().require("up", "--skip-preview", "--suppress-progress");
    assertEquals(List.of("db.t4g.micro"), classes(live));
    live.expectNothingToDo();
  }

  private static LiveStack up(String scenario, String stack) throws Exception {
    var stage = Stage.of(scenario, Stage.parts(stack));
    stage.require("up", "--skip-preview", "--suppress-progress");
    return LiveStack.of(stage);
  }

  private static List<String> classes(LiveStack live) {
    return live.stage()
        .account()
        .all("aws:rds/instance:Instance")
        .map(LiveChangesScenario::instanceClass)
        .toList();
  }

  private static String instanceClass(Entity instance) {
    return instance.text("instanceClass").orElse("");
  }
}
