package io.datatier.rehearsal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.lambda.LambdaFunction;
import io.datatier.rehearsal.lambda.LambdaInvocation;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.rds.DbProxy;
import io.datatier.rehearsal.rds.DbProxyEndpoint;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS takes its time for, by the account's clock. */
final class LifecycleTest {

  private final DataTier tier;

  LifecycleTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Account account() {
    return tier.aws().account();
  }

  /** As a run leaves an entity that dies while it waits for it. */
  private void left(String type, String id, String status, Duration toGo) {
    var account = account();
    var entity = account.find(type, id).orElseThrow();
    var now = account.now();
    tier.aws()
        .startOver(account.with(entity.entering(new Transition(status, now, now.plus(toGo)))));
  }

  private void pass(Duration time) {
    var account = account();
    tier.aws().startOver(account.at(account.now().plus(time)));
  }

  /** How far the account's clock is moved on, to the minute. */
  private long minutesOf(Runnable calls) {
    var before = account().now();
    calls.run();
    return Duration.between(before, account().now()).toMinutes();
  }

  private Live database() {
    return tier.database(tier.subnetGroup(tier.subnets(tier.vpc().create())).create())
        .with("backupRetentionPeriod", 1)
        .create();
  }

  @Test
  void passes_by_the_clock_of_the_account_alone() {
    var group = tier.subnetGroup(tier.subnets(tier.vpc().create())).create();
    assertEquals(7, minutesOf(() -> tier.database(group).create().expectSteady()));
    var second = tier.database(group).with("identifier", "second").with("multiAz", true);
    assertEquals(16, minutesOf(() -> second.create().expectSteady()));
  }

  @Test
  void changes_take_as_long_as_what_they_change() {
    var database = database();
    var described =
        tier.databaseAlone().with("dbSubnetGroupName", database.text("dbSubnetGroupName"));
    assertEquals(0, minutesOf(() -> database.update(described.with("tags", Map.of("a", "b")))));
    assertEquals(
        1,
        minutesOf(
            () ->
                database.update(
                    described.with("monitoringInterval", 0).with("backupRetentionPeriod", 3))));
    assertEquals(
        10,
        minutesOf(
            () ->
                database.update(
                    described
                        .with("instanceClass", "db.t4g.small")
                        .with("applyImmediately", true))));
    assertEquals(6, minutesOf(database::delete));
  }

  @Test
  void shows_a_database_that_is_still_being_made() {
    var database = database();
    left(DbInstance.TYPE, database.id(), "creating", Duration.ofMinutes(7));
    assertEquals("creating", database.refresh().text("status"));
    var described =
        tier.databaseAlone().with("dbSubnetGroupName", database.text("dbSubnetGroupName"));
    database.expectUpdateRefused(
        described.with("backupRetentionPeriod", 3),
        "updating RDS DB Instance (campaign-postgres): InvalidDBInstanceState: campaign-postgres is"
            + " creating. Wait until it is available, then run the same command again.");
    var described2 =
        described.with("skipFinalSnapshot", false).with("finalSnapshotIdentifier", "last");
    pass(Duration.ofMinutes(7));
    assertEquals("available", database.refresh().text("status"));
    var snapshots = database.update(described2);
    left(DbInstance.TYPE, database.id(), "creating", Duration.ofMinutes(7));
    snapshots.expectDeleteRefused(
        "deleting RDS DB Instance (campaign-postgres): InvalidDBInstanceState: Cannot create a"
            + " snapshot because the database instance campaign-postgres is not currently in the"
            + " available state.");
  }

  @Test
  void keeps_the_name_of_what_is_being_deleted() {
    var database = database();
    left(DbInstance.TYPE, database.id(), "deleting", Duration.ofMinutes(4));
    var again = tier.databaseAlone().with("dbSubnetGroupName", database.text("dbSubnetGroupName"));
    again.expectRefused(
        "creating RDS DB Instance (campaign-postgres): DBInstanceAlreadyExists: DB instance already"
            + " exists: campaign-postgres");
    assertEquals("deleting", database.refresh().text("status"));
    // RDS says that it is being deleted already, and the provider waits.
    assertEquals(4, minutesOf(database::delete));
    assertEquals("", database.refresh().id());
    again.create();
  }

  @Test
  void forgets_what_was_being_deleted_when_its_time_is_over() {
    var database = database();
    left(DbInstance.TYPE, database.id(), "deleting", Duration.ofMinutes(4));
    assertEquals(
        List.of(),
        account().leftovers().stream().filter(e -> e.id().equals(database.id())).toList());
    pass(Duration.ofMinutes(4));
    assertEquals("", database.refresh().id());
    assertEquals(List.of(), account().all(SecretsManagerSecret.TYPE).toList());
  }

  /** A tier of which all but the target is there. */
  private record Untargeted(Live database, Live proxy, List<String> subnets) {}

  private Untargeted untargeted() {
    var subnets = tier.subnets(tier.vpc().create());
    var database = tier.database(tier.subnetGroup(subnets).create()).create();
    var role = tier.role("rds.amazonaws.com").create();
    var secret = DataTier.secretOf(database);
    tier.reading(role, secret).create();
    return new Untargeted(database, tier.proxy(subnets, role, secret).create(), subnets);
  }

  @Test
  void refuses_to_work_with_a_proxy_that_is_not_available() {
    var all = untargeted();
    left(DbProxy.TYPE, "campaign-proxy", "creating", Duration.ofMinutes(3));
    var refusal =
        "InvalidDBProxyStateFault: campaign-proxy is creating. Wait until it is available, then run the same command again.";
    tier.target().expectRefused("creating RDS DB Proxy Target: " + refusal);
    tier.pool().expectRefused("creating RDS DB Proxy Default Target Group: " + refusal);
    tier.aws()
        .resource(DbProxyEndpoint.TYPE, "more")
        .with("dbProxyEndpointName", "more")
        .with("dbProxyName", "campaign-proxy")
        .with("vpcSubnetIds", all.subnets())
        .expectRefused("creating RDS DB Proxy Endpoint: " + refusal);
    all.proxy().expectDeleteRefused("deleting RDS DB Proxy (campaign-proxy): " + refusal);
    // The state of a proxy is none of the resource's outputs.
    all.proxy().expectSteady();
    pass(Duration.ofMinutes(3));
    tier.target().create();
  }

  @Test
  void registers_a_database_as_soon_as_it_is_there_if_the_provider_still_tries() {
    var all = untargeted();
    left(DbInstance.TYPE, all.database().id(), "creating", Duration.ofMinutes(7));
    assertEquals(
        5,
        minutesOf(
            () ->
                tier.target()
                    .expectRefused(
                        "creating RDS DB Proxy Target: InvalidDBInstanceState: DB Instance"
                            + " campaign-postgres is in an unsupported state - CREATING, needs to"
                            + " be in [AVAILABLE, MODIFYING, BACKING_UP].")));
    assertEquals(2, minutesOf(() -> tier.target().create()));
  }

  @Test
  void tries_to_change_a_function_until_lambda_is_done_with_it() {
    var role = tier.role("lambda.amazonaws.com").create();
    var described = tier.functionAlone().with("role", role.text("arn"));
    var function = described.create();
    left(LambdaFunction.TYPE, function.id(), "Pending", Duration.ofMinutes(2));
    tier.aws()
        .resource(LambdaInvocation.TYPE, "call")
        .with("functionName", function.id())
        .with("input", "{}")
        .expectRefused(
            "creating Lambda Invocation: ResourceConflictException: The operation cannot be"
                + " performed at this time. The function validate-campaign is currently in the"
                + " following state: Pending.");
    assertEquals(2, minutesOf(() -> function.update(described.with("timeout", 30))));
    left(LambdaFunction.TYPE, function.id(), "Pending", Duration.ofMinutes(6));
    function.expectUpdateRefused(
        described.with("timeout", 60),
        "updating Lambda Function (validate-campaign): ResourceConflictException: The operation"
            + " cannot be performed at this time. The function validate-campaign is currently in"
            + " the following state: Pending.");
  }

  @Test
  void lets_secrets_and_keys_go_when_their_days_are_over() {
    var secret = tier.secret().with("name", "orders").with("recoveryWindowInDays", 7).create();
    var key = tier.key().with("deletionWindowInDays", 30).create();
    secret.delete();
    key.delete();
    pass(Duration.ofDays(6));
    assertEquals(2, account().scheduledForDeletion().size());
    pass(Duration.ofDays(2));
    assertEquals(
        List.of(key.id()), account().scheduledForDeletion().stream().map(e -> e.id()).toList());
    assertTrue(tier.secret().with("name", "orders").create().id().contains(":secret:orders-"));
    pass(Duration.ofDays(30));
    assertEquals(List.of(), account().scheduledForDeletion());
  }
}
