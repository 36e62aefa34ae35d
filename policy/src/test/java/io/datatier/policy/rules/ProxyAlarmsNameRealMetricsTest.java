package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which metric is published by which dimensions is tested in ProxyMetricsTest. */
final class ProxyAlarmsNameRealMetricsTest {

  private static final RuleTester alarm =
      RuleTester.of(ProxyAlarmsNameRealMetrics.RULE)
          .resource(
              "aws:cloudwatch/metricAlarm:MetricAlarm",
              "clients",
              Map.of(
                  "namespace",
                  "AWS/RDS",
                  "metricName",
                  "ClientConnections",
                  "dimensions",
                  Map.of("ProxyName", "campaign")));

  private static final RuleTester query =
      alarm
          .without("namespace")
          .without("metricName")
          .without("dimensions")
          .with(
              "metricQueries",
              List.of(
                  Map.of("id", "share", "expression", "used / allowed"),
                  Map.of("id", "used", "metric", watched("DatabaseConnections")),
                  Map.of("id", "allowed", "metric", watched("MaxDatabaseConnectionsAllowed"))));

  private static Map<String, Object> watched(String metric) {
    return Map.of(
        "namespace",
        "AWS/RDS",
        "metricName",
        metric,
        "dimensions",
        Map.of("ProxyName", "campaign", "TargetGroup", "default", "TargetRole", "READ_WRITE"));
  }

  @Test
  void passes_alarms_on_real_metrics() {
    alarm.expectCompliant();
    query.expectCompliant();
  }

  @Test
  void reports_a_dimension_that_proxies_do_not_have() {
    alarm
        .with("dimensions", Map.of("DBProxyName", "campaign"))
        .expectViolations(
            "clients: dimensions.DBProxyName is not a dimension of proxies; use ProxyName");
    alarm
        .with("dimensions", Map.of("ProxyName", "campaign", "DBInstanceIdentifier", "campaign"))
        .expectViolations(
            "clients: dimensions.DBInstanceIdentifier is not a dimension of proxies; use ProxyName");
  }

  @Test
  void reports_a_metric_that_proxies_do_not_publish() {
    alarm
        .with("metricName", "ClientConnection")
        .expectViolations(
            "clients: metricName is not a metric that proxies publish; did you mean ClientConnections?");
    alarm
        .with("metricName", "CPUUtilization")
        .expectViolations("clients: metricName is not a metric that proxies publish");
  }

  @Test
  void reports_a_metric_by_dimensions_by_which_it_is_not_published() {
    alarm
        .with("dimensions", Map.of("ProxyName", "campaign", "TargetGroup", "default"))
        .expectViolations(
            "clients: dimensions is not how proxies publish ClientConnections; they use "
                + "ProxyName, or EndpointName and ProxyName");
    alarm
        .with("metricName", "AvailabilityPercentage")
        .expectViolations(
            "clients: dimensions is not how proxies publish AvailabilityPercentage; they use "
                + "ProxyName and TargetGroup and TargetRole");
    alarm
        .without("dimensions")
        .expectViolations(
            "clients: dimensions is not how proxies publish ClientConnections; they use "
                + "ProxyName, or EndpointName and ProxyName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS/RDSProxy", "aws/rds", "AWS/RDS/Proxy"})
  void reports_a_namespace_that_is_not_quite_the_one(String namespace) {
    alarm
        .with("namespace", namespace)
        .expectViolations("clients: namespace is not AWS/RDS, where proxies publish their metrics");
  }

  @Test
  void reports_an_alarm_without_a_metric() {
    alarm.without("metricName").expectViolations("clients: metricName is not set");
  }

  @Test
  void reports_every_query_that_is_wrong() {
    query
        .with("metricQueries[1].metric.dimensions", Map.of("DBProxyName", "campaign"))
        .with("metricQueries[2].metric.metricName", "MaxConnections")
        .expectViolations(
            "clients: metricQueries[1].metric.dimensions.DBProxyName is not a dimension of proxies; use ProxyName",
            "clients: metricQueries[2].metric.metricName is not a metric that proxies publish");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS/RDS, CPUUtilization, DBInstanceIdentifier",
    "AWS/RDS, DatabaseConnections, DBInstanceIdentifier",
    "AWS/RDS, DatabaseConnections, DBClusterIdentifier",
    "AWS/Lambda, Errors, FunctionName",
    "Campaign/Proxies, ClientConnections, DBProxyName"
  })
  void says_nothing_of_alarms_about_other_things(String namespace, String metric, String key) {
    alarm
        .with("namespace", namespace)
        .with("metricName", metric)
        .with("dimensions", Map.of(key, "campaign"))
        .expectNotApplicable();
  }

  @Test
  void reports_a_metric_of_proxies_by_a_dimension_of_instances() {
    alarm
        .with("dimensions", Map.of("DBInstanceIdentifier", "campaign"))
        .expectViolations(
            "clients: dimensions.DBInstanceIdentifier is not a dimension of proxies; use ProxyName");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    alarm.withUnknown("dimensions").expectUndecided("dimensions");
    alarm.withUnknown("metricName").expectUndecided("metricName");
    alarm.withUnknown("namespace").expectUndecided("namespace");
    alarm
        .with("metricName", "DatabaseConnections")
        .withUnknown("dimensions")
        .expectUndecided("dimensions");
    query.withUnknown("metricQueries").expectUndecided("metricQueries");
  }

  @Test
  void needs_no_value_of_a_dimension_to_judge_its_name() {
    alarm.withUnknown("dimensions.ProxyName").expectCompliant();
    alarm.withSecret("dimensions.ProxyName", "campaign").expectCompliant();
  }

  @Test
  void says_nothing_of_alarms_on_instances_that_are_not_known_yet() {
    alarm.with("metricName", "CPUUtilization").withUnknown("dimensions").expectNotApplicable();
  }

  @Test
  void says_nothing_of_other_resources() {
    alarm.as("aws:cloudwatch/dashboard:Dashboard").expectNotApplicable();
  }
}
