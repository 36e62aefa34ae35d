package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import software.amazon.awssdk.services.rds.model.ConnectionPoolConfigurationInfo;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;

final class BudgetCheckTest {

  @ParameterizedTest
  @CsvSource({
    "90, 180, 180, GOOD, ''",
    "90, 180, 196, BAD, Find who connects beside the proxy",
    "100, 200, 200, BAD, Lower datatier:proxy.pool.maxConnectionsPercent",
    "98, 196, 196, BAD, Lower datatier:proxy.pool.maxConnectionsPercent",
    "98, 196, 200, BAD, Find who connects beside the proxy",
  })
  void a_pool_that_is_full_is_well_if_it_leaves_some(
      int percent, int allowed, int used, String level, String advice) {
    var found =
        found(percent, Map.of("shop-proxy/db:shop-db/default", allowed, "shop-db", used), "shop-db")
            .get(0);

    assertEquals(
        "database shop-db had at most %d connections in the last 15 minutes; it takes 200 or more"
            .formatted(used),
        found.what());
    assertEquals(level, found.level().name());
    assertEquals(advice, found.advice().substring(0, advice.length()));
  }

  @Test
  void who_fills_a_database_beside_a_pool_that_is_too_large_is_told_both() {
    var found = found(98, Map.of("shop-proxy/db:shop-db/default", 196, "shop-db", 200), "shop-db");

    assertEquals(
        "Find who connects beside the proxy (pg_stat_activity), lower"
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
            "ok database shop-writer had at most 393 connections in the last 15 minutes; it takes"
                + " 437 or more",
            "BAD database shop-reader had at most 196 connections in the last 15 minutes; it takes"
                + " 200 or more"),
        ofDatabases(found(90, metrics, "shop-writer", "shop-reader")));
  }

  @Test
  void the_least_of_the_plan_makes_nothing_bad() {
    assertEquals(
        List.of(
            "note database shop-writer had at most 393 connections in the last 15 minutes; the plan"
                + " is sure of 173",
            "ok database shop-reader had at most 90 connections in the last 15 minutes; it takes"
                + " 173 or more"),
        ofDatabases(
            found(
                90,
                Map.of("shop-proxy", 393 + 180, "shop-writer", 393, "shop-reader", 90),
                "shop-writer",
                "shop-reader")));
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
    var pool = ConnectionPoolConfigurationInfo.builder().maxConnectionsPercent(percent).build();
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
                Optional.ofNullable(metrics.get(of)).stream()
                    .map(Integer::doubleValue)
                    .map(value -> Datapoint.builder().sum(value).maximum(value).build())
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
