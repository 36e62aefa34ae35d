package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Account;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everyday changes to a stack in use: preview tells what the run does, and no more. */
final class LiveChangesScenario {

  private static final String INSTANCE = "campaign-postgres-dev-instance";

  @Test
  void a_function_and_a_threshold_touch_nothing_else() throws Exception {
    var live = LiveStack.of(Stage.live("live-function", "dev"));

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

    live.set("functions[6].url", "true");
    live.expect(Map.of(made + "-url", "create"));
    // An alias has a URL of its own.
    live.set("functions[6].provisionedConcurrency", "1");
    live.expect(
        Map.of(
            made + "-function", "update",
            made + "-live", "create",
            made + "-provisioned", "create",
            made + "-url", "delete-replaced"));
    live.unset("functions[6]");
    assertEquals(live.operations("preview"), live.operations("up", "--skip-preview"));
    live.expectNothingToDo();
  }

  @Test
  void limits_and_times_change_in_place() throws Exception {
    var live = LiveStack.of(Stage.live("live-limits", "dev"));

    live.set("proxy.pool.maxConnectionsPercent", "60");
    live.set("proxy.pool.borrowTimeout", "60s");
    live.set("proxy.idleClientTimeout", "10m");
    live.set("database.maxConnections", "100");
    live.set("database.backupRetentionDays", "7");
    live.set("database.performanceInsights", "true");
    live.set("functions[0].memoryMib", "512");
    live.set("functions[0].timeout", "200s");
    live.expect(
        Map.of(
            "campaign-postgres-proxy-dev-pool",
            "update",
            "campaign-postgres-proxy-dev-proxy",
            "update",
            "campaign-postgres-dev-parameters-postgres17",
            "update",
            INSTANCE,
            "update",
            "campaign-functions-dev-validate-campaign-lambda-dev-function",
            "update",
            "campaign-proxy-alarms-dev-database-connections",
            "update",
            "campaign-dashboard-dev-dashboard",
            "update"));
  }

  @Test
  void another_class_and_a_standby_wait_for_the_window_and_every_preview_says_so()
      throws Exception {
    var live = LiveStack.of(Stage.live("live-class", "dev"));

    live.set("database.instanceClass", "db.t4g.small");
    live.set("database.multiAz", "true");
    assertEquals("update", live.operations("preview").get(INSTANCE));
    live.stage().require("up", "--skip-preview", "--suppress-progress");
    assertEquals(List.of("db.t4g.micro, standby: false"), databases(live));
    assertEquals(Map.of(INSTANCE, "update"), live.operations("preview"));

    live.stage().drift(account -> account.at(account.now().plus(Duration.ofDays(8))));
    assertEquals(List.of("db.t4g.small, standby: true"), databases(live));
    live.stage().require("refresh", "--skip-preview", "--suppress-progress");
    live.expectNothingToDo();

    live.set("database.applyImmediately", "true");
    live.set("database.instanceClass", "db.t4g.micro");
    live.stage().require("up", "--skip-preview", "--suppress-progress");
    assertEquals(List.of("db.t4g.micro, standby: true"), databases(live));
    live.expectNothingToDo();
  }

  @Test
  void growing_storage_and_a_minor_upgrade_behind_our_back_leave_a_clean_preview()
      throws Exception {
    var live = LiveStack.of(Stage.live("live-storage", "dev"));
    live.set("database.maxStorageGib", "100");
    live.expect(Map.of(INSTANCE, "update"));

    live.stage()
        .drift(
            account ->
                account
                    .all("aws:rds/instance:Instance")
                    .map(
                        it ->
                            it.with(
                                it.properties()
                                    .with("allocatedStorage", 30)
                                    .with("engineVersionActual", "17.7")))
                    .reduce(account, Account::with, (one, other) -> other));
    live.expectNothingToDo();

    // The plan and the alarm count what the file says; the database already has more.
    live.set("database.storageGib", "30");
    live.expect(
        Map.of(
            "campaign-database-alarms-dev-free-storage", "update",
            "campaign-dashboard-dev-dashboard", "update"));

    // From 400 GiB on RDS stripes it, with other IOPS than the smaller storage had.
    live.set("database.maxStorageGib", "1000");
    live.set("database.storageGib", "420");
    var growth =
        Map.of(
            INSTANCE,
            "update",
            "campaign-database-alarms-dev-free-storage",
            "update",
            "campaign-dashboard-dev-dashboard",
            "update");
    assertEquals(growth, live.operations("preview"));
    assertEquals(growth, live.operations("up", "--skip-preview"));
    assertEquals(Map.of(INSTANCE, "update"), live.operations("preview"));
    live.stage().drift(account -> account.at(account.now().plus(Duration.ofDays(8))));
    live.expectNothingToDo();
  }

  @Test
  void a_stack_that_is_renamed_keeps_all_that_it_has() throws Exception {
    var live = LiveStack.of(Stage.live("renamed-stack", "dev"));

    live.stage().require("stack", "rename", "staging");
    live.set("renamedFrom", "dev");
    live.expectNothingToDo();
  }

  private static List<String> databases(LiveStack live) {
    return live.stage()
        .account()
        .all("aws:rds/instance:Instance")
        .map(
            it ->
                "%s, standby: %s"
                    .formatted(
                        it.text("instanceClass").orElse(""), it.properties().flag("multiAz")))
        .toList();
  }
}
