package io.datatier.rehearsal.cloudwatch;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms on several metrics. */
final class MetricQueriesTest {

  private final DataTier tier;

  MetricQueriesTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private static Map<String, Object> metric(String id, String name, String stat) {
    return Map.of(
        "id",
        id,
        "metric",
        Map.of(
            "metricName",
            name,
            "namespace",
            "AWS/RDS",
            "period",
            60,
            "stat",
            stat,
            "dimensions",
            Map.of("ProxyName", "campaign-proxy")));
  }

  private Draft share(Object... queries) {
    return tier.aws()
        .resource(MetricAlarm.TYPE, "share")
        .with("name", "share")
        .with("comparisonOperator", "GreaterThanThreshold")
        .with("threshold", 80)
        .with("evaluationPeriods", 5)
        .with("datapointsToAlarm", 3)
        .with("metricQueries", List.of(queries));
  }

  @Test
  void alarms_on_an_expression_of_metrics() {
    var alarm =
        share(
            metric("used", "DatabaseConnections", "Sum"),
            metric("allowed", "MaxDatabaseConnectionsAllowed", "Sum"),
            Map.of("id", "share", "expression", "100 * used / allowed", "returnData", true));
    var live = alarm.create();
    live.expectSteady();
    live.expectUpdate(alarm.with("threshold", 90), "threshold");
  }

  @Test
  void judges_the_queries_of_alarms() {
    share(
            metric("Used", "DatabaseConnections", "Sums"),
            Map.of("id", "share", "expression", "100 * used / FILL(allowed, 0)"))
        .with("period", 60)
        .with("datapointsToAlarm", 6)
        .expectFailures(
            "datapointsToAlarm: must not be greater than evaluationPeriods, which is 5, but is 6",
            "metricQueries: must have exactly one query with returnData true, but has 0",
            "metricQueries[0].id: must begin with a lower-case letter and have only letters, digits"
                + " and _, but is \"Used\"",
            "metricQueries[0].metric.stat: must be a statistic such as Sum or p99, but is Sums",
            "metricQueries[1].expression: refers to no query: used, allowed",
            "period: is for alarms on one metric, and cannot be set with metricQueries");
    tier.alarm().without("statistic").with("extendedStatistic", "p99.9").expectFailures();
    tier.alarm()
        .without("statistic")
        .with("extendedStatistic", "99")
        .expectFailures(
            "extendedStatistic: must be an extended statistic such as p99 or tm90, but is \"99\"");
  }
}
