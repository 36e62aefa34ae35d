package io.datatier.capacity;

import static io.datatier.capacity.SampleTiers.CAMPAIGN;
import static io.datatier.capacity.SampleTiers.clients;
import static io.datatier.capacity.SampleTiers.demand;
import static io.datatier.capacity.SampleTiers.plan;
import static io.datatier.capacity.SampleTiers.pool;
import static io.datatier.capacity.SampleTiers.tier;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FindingsTest {

  @Test
  void a_comfortable_plan_has_none() {
    assertFindings(plan(tier("db.t3.micro", pool(90), CAMPAIGN)));
  }

  @Test
  void a_pool_of_everything_leaves_nothing_for_administration() {
    assertFindings(
        plan(tier("db.t3.micro", pool(100), CAMPAIGN)),
        "WARNING The pool may leave 0 connections for administration, migrations and AWS's own"
            + " automation, which need 3 or more. Lower datatier:proxy.pool.maxConnectionsPercent"
            + " to 90 or less.");
  }

  @Test
  void more_load_than_the_pool_has_connections_cannot_work() {
    assertFindings(
        at(1_600, pool(90)),
        "ERROR 1,600 requests a second of 50 ms keep 80 connections busy, but the pool has 78:"
            + " waits may grow without limit. Raise datatier:proxy.pool.maxConnectionsPercent or"
            + " choose a larger datatier:database.instanceClass (db.t3.small), or hold connections"
            + " for less time.");
  }

  @Test
  void load_between_the_bounds_of_the_pool_may_work() {
    var plan =
        CapacityPlan.of(
            tier("db.t4g.micro", pool(90), CAMPAIGN),
            CapacitySettings.builder().requestsPerSecond(1_600).build());
    assertFindings(
        plan,
        "WARNING 1,600 requests a second of 50 ms keep 80 connections busy, but the pool has 77 to"
            + " 98: waits may grow without limit. Raise datatier:proxy.pool.maxConnectionsPercent"
            + " or choose a larger datatier:database.instanceClass (db.t4g.small), or hold"
            + " connections for less time.");
  }

  @Test
  void a_pool_less_than_30_percent_above_its_use_is_tight() {
    assertFindings(
        at(1_300, pool(90)),
        "WARNING 1,300 requests a second of 50 ms keep 83 % of the pool busy on average, but AWS"
            + " recommends a pool 30 % larger than its peak use. Raise"
            + " datatier:proxy.pool.maxConnectionsPercent or choose a larger"
            + " datatier:database.instanceClass (db.t3.small).");
    assertFindings(at(1_190, pool(90)));
  }

  @Test
  void an_expected_wait_beyond_the_borrow_timeout_cannot_work() {
    var plan =
        CapacityPlan.of(
            tier("db.t3.micro", impatient(90), CAMPAIGN),
            CapacitySettings.builder().requestsPerSecond(1_559).build());
    assertEquals(
        "ERROR 1,559 requests a second of 50 ms wait 993 ms for a connection, but the proxy times"
            + " out after 0 s. Raise datatier:proxy.pool.maxConnectionsPercent or choose a larger"
            + " datatier:database.instanceClass (db.t3.small), hold connections for less time or"
            + " raise datatier:proxy.pool.borrowTimeout.",
        texts(plan).get(0));
  }

  @Test
  void a_wait_of_less_than_a_millisecond_is_none() {
    assertFindings(
        CapacityPlan.of(
            tier("db.t3.micro", impatient(90), CAMPAIGN),
            CapacitySettings.builder().requestsPerSecond(1_000).build()));
  }

  @Test
  void the_worst_wait_beyond_the_borrow_timeout_is_only_a_risk() {
    assertFindings(
        plan(tier("db.t3.micro", impatient(90), CAMPAIGN)),
        "WARNING If clients ask for all 161 connections at once, the last waits 100 ms for a"
            + " connection, but the proxy times out after 0 s. Raise"
            + " datatier:proxy.pool.maxConnectionsPercent or choose a larger"
            + " datatier:database.instanceClass (db.t3.small), hold connections for less time or"
            + " raise datatier:proxy.pool.borrowTimeout.");
  }

  @Test
  void a_client_that_gives_up_before_the_database_answers_is_named() {
    var hasty = clients("hasty", 161).timeout(Duration.ofSeconds(121));
    assertFindings(
        CapacityPlan.of(
            tier("db.t3.micro", pool(90), demand(hasty)),
            CapacitySettings.builder().databaseTime(Duration.ofMinutes(1)).build()),
        "WARNING If clients ask for all 161 connections at once, the last waits 120 s for a"
            + " connection; with the query, that exceeds the timeout of hasty. Raise"
            + " datatier:proxy.pool.maxConnectionsPercent or choose a larger"
            + " datatier:database.instanceClass (db.t3.small), or raise"
            + " datatier:functions[].timeout.");
  }

  @Test
  void a_pool_that_rounds_to_nothing_cannot_work() {
    assertFindings(
        plan(tier("db.t3.micro", pool(1), CAMPAIGN)),
        "ERROR The pool may have no connections: 1 % of 87 is less than one. Set"
            + " datatier:proxy.pool.maxConnectionsPercent to 2 or more.",
        "WARNING datatier:proxy.pool.maxConnectionsPercent is 1 %. AWS recommends 30 or more for"
            + " db.t3.micro, because the proxy keeps some connections for itself.");
  }

  @Test
  void a_share_below_what_aws_recommends_is_small() {
    assertFindings(
        plan(tier("db.t3.medium", pool(19), CAMPAIGN)),
        "WARNING datatier:proxy.pool.maxConnectionsPercent is 19 %. AWS recommends 20 or more for"
            + " db.t3.medium, because the proxy keeps some connections for itself.");
  }

  @Test
  void functions_that_end_before_the_proxy_gives_up_are_named() {
    var clients =
        demand(
            clients("a", 1).timeout(Duration.ofSeconds(120)),
            clients("b", 1).timeout(Duration.ofSeconds(3)),
            clients("c", 1).timeout(Duration.ofSeconds(121)),
            clients("d", 1).timeout(Duration.ofSeconds(30)),
            clients("e", 1).timeout(Duration.ofSeconds(30)),
            Client.workers("fleet", 1, 1).timeout(Duration.ofSeconds(3)));
    assertFindings(
        plan(tier("db.t3.micro", pool(90), clients)),
        "WARNING a, b, d and 1 more would time out before the proxy returns an error: clients wait"
            + " up to 120 s for a connection. Raise datatier:functions[].timeout above that or"
            + " lower datatier:proxy.pool.borrowTimeout.");
  }

  @Test
  void functions_without_a_limit_are_named() {
    assertFindings(
        plan(tier("db.t3.micro", pool(90), demand(Client.function("a"), clients("b", 100)))),
        "WARNING a may open 900 connections at once, as many as the account's default quota"
            + " leaves. Set datatier:functions[].reservedConcurrency.");
  }

  @Test
  void more_reservations_than_an_account_has_are_counted() {
    assertFindings(
        plan(tier("db.t3.micro", pool(90), demand(clients("a", 901)))),
        "WARNING The functions reserve 901 executions, but an account can reserve only 900"
            + " by default. Request a higher quota first, or lower"
            + " datatier:functions[].reservedConcurrency.");
    assertFindings(plan(tier("db.t3.micro", pool(90), demand(clients("a", 900)))));
  }

  @Test
  void an_unknown_class_cannot_be_sized() {
    assertFindings(
        plan(tier("db.x2g.large", pool(90), CAMPAIGN)),
        "WARNING The plan cannot size db.x2g.large: it knows only the classes of db.t3, db.t4g,"
            + " db.m5, db.m6g, db.m6i, db.m7g, db.r5, db.r6g, db.r6i, db.r7g. Compare what SHOW"
            + " max_connections gives there with the peak of 161 connections, set"
            + " datatier:database.maxConnections or choose another datatier:database.instanceClass.");
  }

  @Test
  void an_existing_database_cannot_be_sized_either() {
    assertFindings(
        plan(tier(DatabaseTarget.existing("orders"), pool(90), CAMPAIGN)),
        "WARNING The plan cannot size orders, which this stack does not manage. Compare what"
            + " SHOW max_connections gives there with the peak of 161 connections.");
  }

  @Test
  void the_largest_class_with_the_whole_pool_can_only_be_asked_less() {
    assertFindings(
        CapacityPlan.of(
            tier("db.t3.2xlarge", pool(99), CAMPAIGN),
            CapacitySettings.builder().requestsPerSecond(80_000).build()),
        "ERROR 80,000 requests a second of 50 ms keep 4,000 connections busy, but the pool has"
            + " 2,747 to 3,461: waits may grow without limit. Raise"
            + " datatier:proxy.pool.maxConnectionsPercent, or hold connections for less time.");
  }

  @Test
  void an_accepted_risk_is_a_warning_that_quotes_the_reason() {
    var settings =
        CapacitySettings.builder()
            .requestsPerSecond(1_600)
            .acceptRisk(new AcceptedRisk("only for a demo"))
            .build();
    var plan = CapacityPlan.of(tier("db.t3.micro", pool(90), CAMPAIGN), settings);
    assertEquals(List.of(), plan.errors());
    assertFindings(
        plan,
        "WARNING 1,600 requests a second of 50 ms keep 80 connections busy, but the pool has 78:"
            + " waits may grow without limit. Raise datatier:proxy.pool.maxConnectionsPercent or"
            + " choose a larger datatier:database.instanceClass (db.t3.small), or hold connections"
            + " for less time. Accepted by datatier:capacity.acceptRisk: \"only for a demo\".");
  }

  private static CapacityPlan at(double requestsPerSecond, ConnectionPool pool) {
    return CapacityPlan.of(
        tier("db.t3.micro", pool, CAMPAIGN),
        CapacitySettings.builder().requestsPerSecond(requestsPerSecond).build());
  }

  private static ConnectionPool impatient(int percent) {
    return new ConnectionPool(new Percent(percent), Optional.of(new Percent(50)), Duration.ZERO);
  }

  private static void assertFindings(CapacityPlan plan, String... findings) {
    assertEquals(List.of(findings), texts(plan));
  }

  private static List<String> texts(CapacityPlan plan) {
    return plan.findings().stream().map(it -> it.severity() + " " + it.text()).toList();
  }
}
