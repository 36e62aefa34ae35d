package io.datatier.rehearsal.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.sns.SnsTopic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricAlarmTest {

  private final DataTier tier;

  MetricAlarmTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void judges_alarms() {
    tier.alarm()
        .with("comparisonOperator", "GreaterThan")
        .with("period", 45)
        .with("alarmActions", List.of("nobody"))
        .without("statistic")
        .expectFailures(
            "alarmActions[0]: must be an ARN, but is \"nobody\"",
            "comparisonOperator: must be one of GreaterThanOrEqualToThreshold,"
                + " GreaterThanThreshold, GreaterThanUpperThreshold,"
                + " LessThanLowerOrGreaterThanUpperThreshold, LessThanLowerThreshold,"
                + " LessThanOrEqualToThreshold, LessThanThreshold, but is GreaterThan (did you"
                + " mean GreaterThanThreshold?)",
            "period: must be 10, 20, 30 or a multiple of 60 seconds, but is 45",
            "statistic: exactly one of statistic, extendedStatistic must be set, but none is set");
    tier.alarm()
        .with("evaluationPeriods", 300)
        .expectFailures(
            "evaluationPeriods: times period must be at most 86400 seconds, but is 90000");
  }

  @Test
  void refuses_alarms_that_would_reach_nobody() {
    var topic = tier.aws().resource(SnsTopic.TYPE, "alarms").create();
    assertEquals("arn:aws:sns:us-east-1:123456789012:alarms-0123456", topic.id());
    topic.expectSteady();
    var alarm = tier.alarm().with("alarmActions", List.of(topic.id()));
    alarm.create().expectSteady();
    topic.delete();
    alarm
        .with("name", "second")
        .expectRefusedAtPreview(
            "creating CloudWatch Metric Alarm (second): NotFound: The topic"
                + " arn:aws:sns:us-east-1:123456789012:alarms-0123456 does not exist, so"
                + " alarmActions would notify no one.");
  }
}
