package io.datatier.policy.resources;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.ValueView;
import java.util.List;
import java.util.stream.Stream;

/** The metrics that a CloudWatch alarm watches. */
public final class AlarmMetrics {

  public static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

  private AlarmMetrics() {}

  /**
   * The places with {@code namespace}, {@code metricName} and {@code dimensions}: the alarm and
   * each of its queries.
   */
  public static List<ValueView> of(ResourceView alarm) {
    var queries = alarm.at("metricQueries");
    var inQueries = queries.isUnknown() ? Stream.of(queries) : queries.children().stream();
    return Stream.concat(Stream.of(alarm.at("")), inQueries.map(query -> query.at("metric")))
        .toList();
  }
}
