package io.datatier.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ProxyAlarmsTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:topic-topic";
  private static final List<String> ROLES =
      List.of(
          "availability",
          "borrow-latency",
          "client-connections",
          "database-connections",
          "failed-authentications",
          "failed-setups",
          "pinned-sessions",
          "share-of-allowed-connections");

  private static RecordedStack tier;

  @BeforeAll
  static void register() {
    tier =
        RecordedStack.of(
            context -> {
              var settings = AlarmSettings.builder().build();
              var topic = new AlarmTopic("topic", settings);
              var alarms = new ProxyAlarms("alarms", settings, SampleTier.proxy(), topic);
              context.export("names", alarms.names());
              context.export("arns", alarms.arns());
            });
  }

  @Test
  void consists_of_these_children() {
    assertEquals(
        ROLES.stream()
            .map(
                role ->
                    role
                        + ": aws:cloudwatch/metricAlarm:MetricAlarm in"
                        + " datatier:observability:ProxyAlarms")
            .toList(),
        tier.childrenOf("alarms"));
  }

  @Test
  void names_and_arns_are_those_of_the_alarms() {
    assertEquals(
        List.of(
            "alarms-high-client-connections",
            "alarms-high-database-connections",
            "alarms-high-share-of-allowed-connections",
            "alarms-high-borrow-latency",
            "alarms-high-pinned-sessions",
            "alarms-high-failed-setups",
            "alarms-high-failed-authentications",
            "alarms-low-availability"),
        tier.output("names"));
    assertEquals(
        Stream.of(
                "client-connections",
                "database-connections",
                "share-of-allowed-connections",
                "borrow-latency",
                "pinned-sessions",
                "failed-setups",
                "failed-authentications",
                "availability")
            .map(role -> "arn:aws:cloudwatch:us-east-1:123456789012:alarms-" + role)
            .toList(),
        tier.output("arns"));
  }

  @Test
  void watches_a_metric_that_aws_publishes_and_tells_the_topic() {
    assertEquals(
        Map.ofEntries(
            Map.entry("name", "alarms-high-database-connections"),
            Map.entry(
                "alarmDescription",
                "The proxy holds more database connections than planned: look for pinned sessions"
                    + " and slow queries."),
            Map.entry("namespace", "AWS/RDS"),
            Map.entry("metricName", "DatabaseConnections"),
            Map.entry("dimensions", Map.of("ProxyName", "pool")),
            Map.entry("statistic", "Sum"),
            Map.entry("period", 60.0),
            Map.entry("evaluationPeriods", 10.0),
            Map.entry("datapointsToAlarm", 10.0),
            Map.entry("comparisonOperator", "GreaterThanThreshold"),
            Map.entry("threshold", 50.0),
            Map.entry("treatMissingData", "notBreaching"),
            Map.entry("alarmActions", List.of(TOPIC)),
            Map.entry("okActions", List.of(TOPIC))),
        alarm("database-connections"));
  }

  @Test
  void watches_the_plan_in_the_units_of_the_metrics() {
    assertEquals(
        List.of(
            "result LessThanThreshold 99.0 in 3.0 of 5.0",
            "Average of DatabaseConnectionsBorrowLatency GreaterThanThreshold 1000000.0 in 5.0 of 5.0",
            "Sum of ClientConnections GreaterThanThreshold 500.0 in 10.0 of 10.0",
            "Sum of DatabaseConnections GreaterThanThreshold 50.0 in 10.0 of 10.0",
            "Sum of ClientConnectionsSetupFailedAuth GreaterThanThreshold 0.0 in 3.0 of 5.0",
            "Sum of DatabaseConnectionsSetupFailed GreaterThanThreshold 0.0 in 3.0 of 5.0",
            "Sum of DatabaseConnectionsCurrentlySessionPinned GreaterThanThreshold 25.0 in 10.0 of"
                + " 10.0",
            "result GreaterThanThreshold 77.0 in 5.0 of 5.0"),
        ROLES.stream().map(role -> sentence(alarm(role))).toList());
  }

  @Test
  void computes_the_share_of_the_connections_that_the_proxy_may_open() {
    assertEquals(
        List.of(
            Map.of(
                "id", "result",
                "label", "Share of the allowed connections",
                "expression", "100 * held / allowed",
                "returnData", true),
            operand("allowed", "MaxDatabaseConnectionsAllowed", "Sum", Map.of("ProxyName", "pool")),
            operand("held", "DatabaseConnections", "Sum", Map.of("ProxyName", "pool"))),
        alarm("share-of-allowed-connections").get("metricQueries"));
  }

  @Test
  void finds_the_availability_however_the_role_is_spelt() {
    assertEquals(
        List.of(
            Map.of(
                "id", "result",
                "label", "Availability",
                "expression", "FILL(documented, 100) + FILL(seen, 100) - 100",
                "returnData", true),
            operand("documented", "AvailabilityPercentage", "Average", target("READ_WRITE")),
            operand("seen", "AvailabilityPercentage", "Average", target("READWRITE"))),
        alarm("availability").get("metricQueries"));
  }

  private static Map<String, Object> alarm(String role) {
    return tier.resource("alarms-" + role).inputs();
  }

  private static String sentence(Map<String, Object> alarm) {
    var watched =
        alarm.containsKey("metricName")
            ? alarm.get("statistic") + " of " + alarm.get("metricName")
            : "result";
    return "%s %s %s in %s of %s"
        .formatted(
            watched,
            alarm.get("comparisonOperator"),
            alarm.get("threshold"),
            alarm.get("datapointsToAlarm"),
            alarm.get("evaluationPeriods"));
  }

  private static Map<String, String> target(String role) {
    return Map.of("ProxyName", "pool", "TargetGroup", "default", "TargetRole", role);
  }

  private static Map<String, Object> operand(
      String id, String metric, String statistic, Map<String, String> dimensions) {
    return Map.of(
        "id",
        id,
        "returnData",
        false,
        "metric",
        Map.of(
            "namespace", "AWS/RDS",
            "metricName", metric,
            "stat", statistic,
            "period", 60.0,
            "dimensions", dimensions));
  }
}
