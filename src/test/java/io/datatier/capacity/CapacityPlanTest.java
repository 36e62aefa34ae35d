package io.datatier.capacity;

import static io.datatier.capacity.SampleTiers.CAMPAIGN;
import static io.datatier.capacity.SampleTiers.clients;
import static io.datatier.capacity.SampleTiers.demand;
import static io.datatier.capacity.SampleTiers.load;
import static io.datatier.capacity.SampleTiers.on;
import static io.datatier.capacity.SampleTiers.plan;
import static io.datatier.capacity.SampleTiers.pool;
import static io.datatier.capacity.SampleTiers.tier;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CapacityPlanTest {

  @ParameterizedTest
  @CsvSource({
    "db.t3.micro,   EXCEEDS,   db.t3.small,   82,  82",
    "db.t3.small,   FITS,      db.t3.small,   182, 193",
    "db.t3.medium,  FITS,      db.t3.medium,  400, 400",
    "db.t4g.micro,  EXCEEDS,   db.t4g.small,  81,  104",
    "db.t4g.small,  FITS,      db.t4g.small,  168, 213",
    "db.m6g.large,  FITS,      db.m6g.large,  688, 869"
  })
  void carries_a_campaign_of_161(
      String instanceClass, Verdict direct, String directClass, int least, int most) {
    var plan = plan(on(instanceClass));
    assertEquals(161, plan.peakConnections());
    assertEquals(Optional.of(direct), plan.direct());
    assertEquals(Optional.of(directClass), plan.directClass().map(InstanceHardware::instanceClass));
    assertEquals(
        Optional.of(new ConnectionRange(least, most)), plan.pool().map(PoolCapacity::connections));
  }

  @Test
  void does_not_promise_what_only_the_upper_bound_allows() {
    var plan = plan(tier("db.t4g.small", pool(100), demand(clients("dialer", 200))));
    assertEquals(Optional.of(Verdict.UNCERTAIN), plan.direct());
    assertEquals(
        Optional.of("db.t4g.medium"), plan.directClass().map(InstanceHardware::instanceClass));
  }

  @Test
  void takes_what_the_parameter_group_sets_for_the_chosen_class_only() {
    var database = DatabaseTarget.instance("db.t3.micro", false, 20).withMaxConnections(120);
    var plan = plan(tier(database, pool(50), CAMPAIGN));
    assertEquals(Optional.of(MaxConnections.set(120)), plan.maxConnections());
    assertEquals(
        Optional.of(new PoolCapacity(ConnectionRange.exactly(60), ConnectionRange.exactly(60), 55)),
        plan.pool());
    assertEquals(
        Optional.of("db.t3.small"), plan.directClass().map(InstanceHardware::instanceClass));
  }

  @Test
  void leaves_the_pool_only_what_ordinary_users_get() {
    assertEquals(
        Optional.of(new PoolCapacity(ConnectionRange.exactly(82), ConnectionRange.exactly(43), 0)),
        plan(on("db.t3.micro")).pool());
    assertEquals(
        Optional.of(new PoolCapacity(ConnectionRange.exactly(43), ConnectionRange.exactly(43), 39)),
        plan(tier("db.t3.micro", pool(50), CAMPAIGN)).pool());
  }

  @Test
  void sizes_an_aurora_cluster_by_the_same_formula() {
    assertEquals(
        Optional.of(new ConnectionRange(1387, 1748)),
        plan(tier(DatabaseTarget.cluster("db.r6g.large"), pool(100), CAMPAIGN))
            .maxConnections()
            .map(MaxConnections::range));
  }

  @Test
  void cannot_size_a_class_that_it_does_not_know() {
    var plan = plan(on("db.x2g.large"));
    assertEquals(Optional.empty(), plan.maxConnections());
    assertEquals(Optional.empty(), plan.direct());
    assertEquals(Optional.empty(), plan.directClass());
    assertEquals(Optional.empty(), plan.pool());
    assertEquals(Optional.empty(), plan.waiting());
  }

  @Test
  void counts_what_the_account_has_left_for_functions_without_a_limit() {
    assertEquals(0, plan(tier("db.t3.micro", pool(100), demand())).peakConnections());
    assertEquals(
        1_000,
        plan(tier("db.t3.micro", pool(100), demand(Client.function("a"), Client.function("b"))))
            .peakConnections());
    assertEquals(
        1_030,
        plan(tier(
                "db.t3.micro",
                pool(100),
                demand(Client.function("a"), clients("b", 161), Client.workers("fleet", 3, 10))))
            .peakConnections());
    assertEquals(
        2_100,
        plan(tier("db.t3.micro", pool(100), demand(Client.function("a"), clients("b", 2_000))))
            .peakConnections());
  }

  @Test
  void tells_what_the_pool_carries_when_nobody_says_how_much_is_asked() {
    assertEquals(
        Optional.of(new Waiting(1_640, Duration.ofMillis(50), Optional.empty())),
        plan(on("db.t3.micro")).waiting());
  }

  @Test
  void serves_a_burst_pool_by_pool() {
    var twenty = DatabaseTarget.instance("db.t3.micro", false, 20).withMaxConnections(25);
    assertEquals(
        Optional.of(new Waiting(400, Duration.ofMillis(1_200), Optional.empty())),
        plan(tier(twenty, pool(100), demand(clients("dialer", 500)))).waiting());
  }

  @Test
  void expects_a_wait_from_what_every_client_says() {
    var plan =
        plan(
            tier(
                "db.t3.micro",
                pool(100),
                demand(
                    clients("often", 60).load(load(900, 20)),
                    clients("seldom", 10).load(load(100, 560)))));
    assertEquals(Duration.ofMillis(74), plan.traffic().databaseTime());
    assertEquals(74, plan.traffic().offeredLoad().orElseThrow(), 1e-9);
    var steady = plan.waiting().flatMap(Waiting::steady).orElseThrow();
    assertEquals(74.0 / 82, steady.utilization(), 1e-9);
    assertEquals(
        Optional.of(new ErlangC(82, 74).expectedWait(Duration.ofMillis(74))), steady.expected());
  }

  @Test
  void weighs_times_by_connections_when_some_clients_are_silent() {
    var plan =
        plan(
            tier(
                "db.t3.micro",
                pool(100),
                demand(clients("silent", 30), clients("slow", 10).load(load(5, 450)))));
    assertEquals(
        new Traffic(java.util.OptionalDouble.empty(), Duration.ofMillis(150)), plan.traffic());
  }

  @Test
  void lets_the_settings_state_the_rate_and_the_usual_time() {
    var settings =
        CapacitySettings.builder()
            .requestsPerSecond(100)
            .databaseTime(Duration.ofMillis(200))
            .build();
    var plan = CapacityPlan.of(on("db.t3.micro"), settings);
    assertEquals(20, plan.traffic().offeredLoad().orElseThrow(), 1e-9);
  }
}
