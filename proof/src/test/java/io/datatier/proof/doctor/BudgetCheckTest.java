package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;
import software.amazon.awssdk.services.rds.model.DBProxyTargetGroup;

final class BudgetCheckTest {

  /** When the pool's share of the connections changed. */
  private static final Instant CHANGE = Instant.parse("2026-11-30T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "90, 180, 180, GOOD, ''",
    "90, 180, 196, BAD, Find sessions that bypass the proxy",
    "100, 200, 200, BAD, Lower datatier:proxy.pool.maxConnectionsPercent",
    "98, 196, 196, BAD, Lower datatier:proxy.pool.maxConnectionsPercent",
    "98, 196, 200, BAD, Find sessions that bypass the proxy",
  })
  void a_pool_that_is_full_is_well_if_it_leaves_some(
      int percent, int allowed, int used, String level, String advice) {
    var found = found(percent, Map.of("shop-proxy", allowed, "shop-db", used), "shop-db").get(0);

    assertEquals(
        ("database shop-db had at most %d connections in the last 15 minutes; its limit is 200 or"
                + " more")
            .formatted(used),
        found.what());
    assertEquals(level, found.level().name());
    assertEquals(advice, found.advice().substring(0, advice.length()));
  }

  @Test
  void who_fills_a_database_beside_a_pool_that_is_too_large_is_told_both() {
    var found = found(98, Map.of("shop-proxy", 196, "shop-db", 200), "shop-db");

    assertEquals(
        "Find sessions that bypass the proxy (pg_stat_activity), lower"
            + " datatier:proxy.pool.maxConnectionsPercent, or choose a larger class. Lower"
            + " datatier:proxy.pool.maxConnectionsPercent: a full pool leaves nothing for"
            + " administration.",
        found.get(0).advice());
  }

  @Test
  void of_several_databases_each_is_held_against_its_own_limit() {
    var metrics =
        Map.of(
            "shop-proxy", 393 + 180,
            "shop-proxy/db:shop-writer/default", 393,
            "shop-proxy/db:shop-reader/default", 180,
            "shop-writer", 393,
            "shop-reader", 196);

    assertEquals(
        List.of(
            "ok database shop-writer had at most 393 connections in the last 15 minutes; its limit"
                + " is 437 or more",
            "BAD database shop-reader had at most 196 connections in the last 15 minutes; its limit"
                + " is 200 or more"),
        ofDatabases(found(90, metrics, "shop-writer", "shop-reader")));
  }

  @Test
  void the_least_of_the_plan_makes_nothing_bad() {
    assertEquals(
        List.of(
            "note database shop-writer had at most 393 connections in the last 15 minutes; the plan"
                + " guarantees 173",
            "ok database shop-reader had at most 90 connections in the last 15 minutes; its limit"
                + " is 173 or more"),
        ofDatabases(
            found(
                90,
                Map.of("shop-proxy", 393 + 180, "shop-writer", 393, "shop-reader", 90),
                "shop-writer",
                "shop-reader")));
  }

  @Test
  void what_the_proxy_might_open_before_its_share_changed_tells_nothing() {
    assertEquals(
        "note database shop-db had at most 190 connections in the last 15 minutes; the plan"
            + " guarantees 173",
        ofDatabases(found(45, Map.of("before shop-proxy", 180, "shop-db", 190), "shop-db")).get(0));
    assertEquals(
        "BAD database shop-db had at most 196 connections in the last 15 minutes; its limit is 200"
            + " or more",
        ofDatabases(
                found(
                    45,
                    Map.of("before shop-proxy", 180, "shop-proxy", 90, "shop-db", 196),
                    "shop-db"))
            .get(0));
  }

  private static List<String> ofDatabases(List<Finding> found) {
    return found.stream().limit(2).map(finding -> finding.level() + " " + finding.what()).toList();
  }

  private static List<Finding> found(
      int percent, Map<String, Integer> metrics, String... databases) {
    var arn = "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1";
    var targets =
        Stream.of(databases)
            .map(name -> DBProxyTarget.builder().type("RDS_INSTANCE").rdsResourceId(name).build())
            .toList();
    var pool =
        DBProxyTargetGroup.builder()
            .connectionPoolConfig(config -> config.maxConnectionsPercent(percent))
            .updatedDate(CHANGE)
            .build();
    var tier =
        OneProxy.tier(
            DBProxy.builder().dbProxyName("shop-proxy").dbProxyArn(arn).build(),
            targets,
            Optional.of(pool),
            Optional.of(new DeployedStack.Budget(100, 173)));
    return new BudgetCheck(new Metrics(cloudWatch(metrics)))
        .questions(tier)
        .flatMap(question -> question.ask().stream())
        .toList();
  }

  /** What CloudWatch has of a minute that began so many seconds after the pool's share changed. */
  private static Datapoint datapoint(double value, int seconds) {
    return Datapoint.builder()
        .sum(value)
        .maximum(value)
        .timestamp(CHANGE.plusSeconds(seconds))
        .build();
  }

  private static CloudWatchClient cloudWatch(Map<String, Integer> metrics) {
    return new CloudWatchClient() {
      @Override
      public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        var of =
            request.dimensions().stream()
                .sorted(Comparator.comparing(Dimension::name))
                .map(Dimension::value)
                .collect(Collectors.joining("/"));
        return GetMetricStatisticsResponse.builder()
            .datapoints(
                Stream.concat(
                        Stream.ofNullable(metrics.get(of)).map(value -> datapoint(value, 60)),
                        Stream.ofNullable(metrics.get("before " + of))
                            .map(value -> datapoint(value, -60)))
                    .toList())
            .build();
      }

      @Override
      public String serviceName() {
        return "cloudwatch";
      }

      @Override
      public void close() {}
    };
  }
}
