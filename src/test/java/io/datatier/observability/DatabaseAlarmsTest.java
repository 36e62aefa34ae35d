package io.datatier.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.core.Output;
import io.datatier.database.InstanceClass;
import io.datatier.testing.RecordedStack;
import io.datatier.values.Percent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class DatabaseAlarmsTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:topic-topic";
  private static final double GIB = 1024.0 * 1024 * 1024;

  @Test
  void watches_cpu_credits_memory_and_storage_of_an_instance() {
    var stack = stackOf(DatabaseAlarmsTest::instance, AlarmSettings.builder().build());
    assertEquals(
        List.of(
            "charged-credits: aws:cloudwatch/metricAlarm:MetricAlarm in"
                + " datatier:observability:DatabaseAlarms",
            "cpu: aws:cloudwatch/metricAlarm:MetricAlarm in"
                + " datatier:observability:DatabaseAlarms",
            "free-memory: aws:cloudwatch/metricAlarm:MetricAlarm in"
                + " datatier:observability:DatabaseAlarms",
            "free-storage: aws:cloudwatch/metricAlarm:MetricAlarm in"
                + " datatier:observability:DatabaseAlarms"),
        stack.childrenOf("alarms"));
    assertEquals(
        Map.ofEntries(
            Map.entry("name", "alarms-low-free-storage"),
            Map.entry(
                "alarmDescription",
                "The database is running out of storage and will stop: look for replication slots,"
                    + " logs, temporary files and dead rows, then raise storageGib, or the"
                    + " class of an Aurora instance."),
            Map.entry("namespace", "AWS/RDS"),
            Map.entry("metricName", "FreeStorageSpace"),
            Map.entry("dimensions", Map.of("DBInstanceIdentifier", "campaign")),
            Map.entry("statistic", "Minimum"),
            Map.entry("period", 60.0),
            Map.entry("evaluationPeriods", 5.0),
            Map.entry("datapointsToAlarm", 5.0),
            Map.entry("comparisonOperator", "LessThanThreshold"),
            Map.entry("threshold", 2 * GIB),
            Map.entry("treatMissingData", "missing"),
            Map.entry("alarmActions", List.of(TOPIC)),
            Map.entry("okActions", List.of(TOPIC))),
        stack.resource("alarms-free-storage").inputs());
    assertEquals(
        List.of("CPUUtilization", "Average", "GreaterThanThreshold", 90.0, 5.0),
        watched(stack, "cpu"));
    assertEquals(
        List.of("FreeableMemory", "Average", "LessThanThreshold", 214_748_365.0, 15.0),
        watched(stack, "free-memory"));
  }

  @Test
  void watches_cpu_and_memory_of_the_instance_of_a_cluster_that_takes_writes() {
    var stack =
        stackOf(
            () ->
                DatabaseMetrics.ofCluster(
                    Output.of("campaign"), false, Optional.of(new InstanceClass("db.r6g.large"))),
            AlarmSettings.builder().build());
    assertEquals(
        List.of("alarms-high-cpu", "alarms-low-free-memory", "alarms-low-free-storage"),
        stack.output("names"));
    assertEquals(
        Map.of("DBClusterIdentifier", "campaign", "Role", "WRITER"),
        stack.resource("alarms-cpu").inputs().get("dimensions"));
    assertEquals(
        List.of("FreeableMemory", "Average", "LessThanThreshold", 858_993_459.0, 15.0),
        watched(stack, "free-memory"));
  }

  @Test
  void watches_the_readers_of_a_cluster_by_themselves() {
    var stack =
        stackOf(
            () ->
                DatabaseMetrics.ofCluster(
                    Output.of("campaign"), true, Optional.of(new InstanceClass("db.t4g.medium"))),
            AlarmSettings.builder().build());
    assertEquals(
        List.of(
            "alarms-high-cpu",
            "alarms-high-charged-credits",
            "alarms-low-free-memory",
            "alarms-high-reader-cpu",
            "alarms-high-reader-charged-credits",
            "alarms-low-reader-free-memory",
            "alarms-low-free-storage"),
        stack.output("names"));
    assertEquals(
        Map.of("DBClusterIdentifier", "campaign", "Role", "READER"),
        stack.resource("alarms-reader-cpu").inputs().get("dimensions"));
  }

  // Credits are published every five minutes, and a value in one of ten is enough.
  @Test
  void tells_of_credits_that_a_burstable_class_is_charged_for() {
    var stack = stackOf(DatabaseAlarmsTest::instance, AlarmSettings.builder().build());
    assertEquals(
        List.of("CPUSurplusCreditsCharged", "Average", "GreaterThanThreshold", 0.0, 10.0),
        watched(stack, "charged-credits"));
    assertEquals(1.0, stack.resource("alarms-charged-credits").inputs().get("datapointsToAlarm"));
  }

  @Test
  void has_no_alarm_on_what_is_there_in_unknown_amounts() {
    var stack =
        stackOf(
            () ->
                DatabaseMetrics.ofInstance(
                    Output.of("campaign"), Optional.empty(), Optional.empty()),
            AlarmSettings.builder().build());
    assertEquals(List.of("alarms-high-cpu"), stack.output("names"));
  }

  @Test
  void keeps_the_thresholds_that_it_is_given() {
    var settings =
        AlarmSettings.builder()
            .cpuPercent(new Percent(75))
            .freeMemoryPercent(new Percent(50))
            .freeStoragePercent(new Percent(20))
            .build();
    var stack = stackOf(DatabaseAlarmsTest::instance, settings);
    assertEquals(
        List.of(75.0, GIB, 4 * GIB),
        List.of(
            watched(stack, "cpu").get(3),
            watched(stack, "free-memory").get(3),
            watched(stack, "free-storage").get(3)));
  }

  private static DatabaseMetrics instance() {
    return DatabaseMetrics.ofInstance(
        Output.of("campaign"), Optional.of(new InstanceClass("db.t4g.small")), Optional.of(20));
  }

  // Outputs belong to the run of the program in which they are made.
  private static RecordedStack stackOf(Supplier<DatabaseMetrics> database, AlarmSettings settings) {
    return RecordedStack.of(
        context -> {
          var topic = new AlarmTopic("topic", settings);
          context.export(
              "names", new DatabaseAlarms("alarms", settings, database.get(), topic).names());
        });
  }

  private static List<Object> watched(RecordedStack stack, String role) {
    var alarm = stack.resource("alarms-" + role).inputs();
    return List.of(
        alarm.getOrDefault("metricName", "nothing"),
        alarm.getOrDefault("statistic", "nothing"),
        alarm.getOrDefault("comparisonOperator", "nothing"),
        alarm.getOrDefault("threshold", "nothing"),
        alarm.getOrDefault("evaluationPeriods", "nothing"));
  }
}
