package io.datatier.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ProxyAlarmsTest {

  private static final String MADE = "arn:aws:sns:us-east-1:123456789012:alarms-topic";
  private static final String GIVEN = "arn:aws:sns:us-east-1:123456789012:on-call";

  // Not in a static initializer: the SDK runs the program on other threads, which would wait for
  // it.
  private static RecordedStack tier;

  @BeforeAll
  static void register() {
    tier =
        RecordedStack.of(
            context -> {
              var alarms =
                  new ProxyAlarms("alarms", AlarmSettings.builder().build().of(SampleTier.proxy()));
              context.export("names", alarms.names());
            });
  }

  @Test
  void consists_of_these_children() {
    assertEquals(
        List.of(
            "client-connections: aws:cloudwatch/metricAlarm:MetricAlarm in"
                + " datatier:observability:ProxyAlarms",
            "database-connections: aws:cloudwatch/metricAlarm:MetricAlarm in"
                + " datatier:observability:ProxyAlarms",
            "topic: aws:sns/topic:Topic in datatier:observability:ProxyAlarms"),
        tier.childrenOf("alarms"));
    assertEquals(
        List.of("alarms-high-client-connections", "alarms-high-database-connections"),
        tier.output("names"));
  }

  @Test
  void watches_the_metrics_that_aws_publishes_for_ten_minutes_on_end() {
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
            Map.entry("comparisonOperator", "GreaterThanThreshold"),
            Map.entry("threshold", 50.0),
            Map.entry("treatMissingData", "notBreaching"),
            Map.entry("alarmActions", List.of(MADE)),
            Map.entry("okActions", List.of(MADE))),
        tier.resource("alarms-database-connections").inputs());
    assertEquals(
        List.of("ClientConnections", 500.0),
        List.of(
            tier.resource("alarms-client-connections").inputs().get("metricName"),
            tier.resource("alarms-client-connections").inputs().get("threshold")));
  }

  @Test
  void tells_a_given_topic_and_makes_none() {
    var tier =
        RecordedStack.of(
            context ->
                new ProxyAlarms(
                    "alarms",
                    AlarmSettings.builder()
                        .topic(new TopicArn(GIVEN))
                        .build()
                        .of(SampleTier.proxy())));
    assertEquals(
        List.of(
            "client-connections: aws:cloudwatch/metricAlarm:MetricAlarm in"
                + " datatier:observability:ProxyAlarms",
            "database-connections: aws:cloudwatch/metricAlarm:MetricAlarm in"
                + " datatier:observability:ProxyAlarms"),
        tier.childrenOf("alarms"));
    assertEquals(
        List.of(GIVEN), tier.resource("alarms-client-connections").inputs().get("alarmActions"));
  }
}
