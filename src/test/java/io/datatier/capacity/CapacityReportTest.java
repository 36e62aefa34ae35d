package io.datatier.capacity;

import static io.datatier.capacity.SampleTiers.CAMPAIGN;
import static io.datatier.capacity.SampleTiers.demand;
import static io.datatier.capacity.SampleTiers.on;
import static io.datatier.capacity.SampleTiers.plan;
import static io.datatier.capacity.SampleTiers.pool;
import static io.datatier.capacity.SampleTiers.tier;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CapacityReportTest {

  @Test
  void tells_the_plan_in_five_lines() {
    assertEquals(
        List.of(
            "clients   161 connections at peak: 100 dialer-worker, 50 status-checker, 10"
                + " report-generator and 1 more",
            "database  db.t3.micro accepts 87 connections (seen on this class); without a proxy the"
                + " peak does not fit",
            "pool      78 connections (90 %), 43 kept when idle, 4 or more left for administration",
            "waiting   the pool serves 1,560 requests a second of 50 ms; if all 161 ask at once,"
                + " the last waits 100 ms",
            "cost      $37.34 a month: database $13.14, storage $2.30, proxy $21.90; without a"
                + " proxy on db.t3.small $28.58"),
        lines(plan(tier("db.t3.micro", pool(90), CAMPAIGN))));
  }

  @Test
  void tells_the_expected_wait_where_the_load_is_known() {
    var busy = CapacitySettings.builder().requestsPerSecond(1_500).build();
    assertEquals(
        "waiting   1,500 requests a second of 50 ms keep 96 % of the pool busy and wait 11 ms on"
            + " average",
        lines(CapacityPlan.of(tier("db.t3.micro", pool(90), CAMPAIGN), busy)).get(3));
    var hopeless = CapacitySettings.builder().requestsPerSecond(2_000).build();
    assertEquals(
        "waiting   2,000 requests a second of 50 ms keep 128 % of the pool busy and wait"
            + " longer and longer",
        lines(CapacityPlan.of(tier("db.t3.micro", pool(90), CAMPAIGN), hopeless)).get(3));
  }

  @Test
  void tells_what_it_does_not_know() {
    assertEquals(
        List.of(
            "clients   1,000 connections at peak: dialer (unreserved)",
            "database  the connection limit of db.x2g.large is unknown",
            "pool      90 % of the database's connections",
            "waiting   unknown",
            "cost      storage $2.30; no price known for db.x2g.large, a proxy in front of"
                + " db.x2g.large (priced as us-east-1)"),
        lines(
            plan(
                new Tier(
                    "eu-west-1",
                    DatabaseTarget.instance("db.x2g.large", false, 20),
                    pool(90),
                    demand(Client.function("dialer")),
                    0))));
  }

  @Test
  void tells_of_a_tier_without_clients_what_it_could_carry() {
    var lines = lines(plan(tier("db.t3.micro", pool(90), demand())));
    assertEquals("clients   none", lines.get(0));
    assertEquals("waiting   the pool serves 1,560 requests a second of 50 ms", lines.get(3));
  }

  @Test
  void gives_the_stack_plain_values() {
    assertEquals(
        Map.ofEntries(
            Map.entry("instanceClass", "db.t3.small"),
            Map.entry("peakConnections", 161.0),
            Map.entry("maxConnections", Map.of("least", 187, "most", 198)),
            Map.entry("maxConnectionsKnown", "seen on this class"),
            Map.entry("direct", "fits"),
            Map.entry("directClass", "db.t3.small"),
            Map.entry("pool", Map.of("least", 182, "most", 193)),
            Map.entry("poolIdle", Map.of("least", 93, "most", 99)),
            Map.entry("poolLeaves", 0),
            Map.entry("waiting", Map.of("carriedPerSecond", 3_640.0, "lastOfAllSeconds", 0.0)),
            Map.entry(
                "usdPerMonth",
                Map.of("database", 26.28, "storage", 2.3, "proxy", 21.9, "total", 50.48)),
            Map.entry(
                "usdPerMonthDirect", Map.of("database", 26.28, "storage", 2.3, "total", 28.58)),
            Map.entry("pricedAs", "us-east-1"),
            Map.entry("errors", List.of()),
            Map.entry(
                "warnings",
                List.of(
                    "The pool may leave 0 connections for administration, migrations and AWS's own"
                        + " automation, which need 3 or more. Lower"
                        + " datatier:proxy.pool.maxConnectionsPercent to 95 or less."))),
        new CapacityReport(plan(on("db.t3.small"))).value());
  }

  private static List<String> lines(CapacityPlan plan) {
    return new CapacityReport(plan).lines();
  }
}
