package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
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
  })
  void a_pool_that_is_full_is_well_if_it_leaves_some(
      int percent, int allowed, int used, String level, String advice) {
    var found = found(percent, Map.of("shop-proxy", allowed, "shop-db", used), "shop-db").get(0);

    assertEquals(
        "database shop-db had at most %d connections in the last 15 minutes; it takes 200 or more"
            .formatted(used),
        found.what());
    assertEquals(level, found.level().name());
    assertEquals(advice, found.advice().substring(0, advice.length()));
  }

  @Test
  void of_several_databases_each_takes_what_the_plan_says() {
    var found =
        found(
            90,
            Map.of("shop-proxy", 2 * 155, "shop-writer", 170, "shop-reader", 90),
            "shop-writer",
            "shop-reader");

    assertEquals(
        List.of(
            "BAD database shop-writer had at most 170 connections in the last 15 minutes; it takes"
                + " 173 or more",
            "ok database shop-reader had at most 90 connections in the last 15 minutes; it takes"
                + " 173 or more"),
        found.stream().limit(2).map(finding -> finding.level() + " " + finding.what()).toList());
  }

  private static List<Finding> found(
      int percent, Map<String, Integer> metrics, String... databases) {
    var arn = "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1";
    var targets =
        Stream.of(databases)
            .map(name -> DBProxyTarget.builder().type("RDS_INSTANCE").rdsResourceId(name).build())
            .toList();
    var proxy =
        new Proxy(
            DBProxy.builder().dbProxyName("shop-proxy").dbProxyArn(arn).build(),
            new Once<>(() -> targets),
            new Once<>(
                () ->
                    Optional.of(
                        ConnectionPoolConfigurationInfo.builder()
                            .maxConnectionsPercent(percent)
                            .build())),
            new Once<>(List::of));
    var stack =
        new DeployedStack(
            List.of(new DeployedStack.NamedProxy("shop-proxy", arn)),
            List.of(),
            List.of(),
            Optional.of(new DeployedStack.Budget(100, 173)));
    return new BudgetCheck(new Metrics(cloudWatch(metrics)))
        .questions(new Tier(stack, List.of(proxy), Map.of()))
        .flatMap(question -> question.ask().stream())
        .toList();
  }

  private static CloudWatchClient cloudWatch(Map<String, Integer> metrics) {
    return new CloudWatchClient() {
      @Override
      public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        double value = metrics.getOrDefault(request.dimensions().get(0).value(), 0);
        return GetMetricStatisticsResponse.builder()
            .datapoints(Datapoint.builder().sum(value).maximum(value).build())
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
