package io.datatier.proof.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What CloudWatch has of a proxy, in the last quarter of an hour. */
record Metrics(CloudWatchClient client) {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  /**
   * The most that a figure came to in a minute. The nodes of a proxy each send their own, so of
   * counts the sum matters and of times, which are in microseconds, the average (RDS user guide,
   * "Monitoring RDS Proxy metrics").
   *
   * @param metric of the namespace AWS/RDS
   * @param dimensions by name, such as {@code ProxyName}
   * @return empty if there was none, as before the first connection
   */
  OptionalDouble most(String metric, Map<String, String> dimensions, Statistic statistic) {
    return most(metric, dimensions, statistic, Instant.EPOCH);
  }

  /**
   * The same, of the minutes that began after a change.
   *
   * @param change since which figures count
   */
  OptionalDouble most(
      String metric, Map<String, String> dimensions, Statistic statistic, Instant change) {
    var now = Instant.now();
    return client
        .getMetricStatistics(
            request ->
                request
                    .namespace("AWS/RDS")
                    .metricName(metric)
                    .dimensions(dimensions.entrySet().stream().map(Metrics::dimension).toList())
                    .startTime(now.minus(WINDOW))
                    .endTime(now.plus(Duration.ofMinutes(1)))
                    .period(60)
                    .statistics(statistic))
        .datapoints()
        .stream()
        .filter(point -> !point.timestamp().isBefore(change))
        .map(point -> value(point, statistic))
        .max(Comparator.naturalOrder())
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private static Dimension dimension(Map.Entry<String, String> of) {
    return Dimension.builder().name(of.getKey()).value(of.getValue()).build();
  }

  private static double value(Datapoint point, Statistic statistic) {
    return switch (statistic) {
      case SUM -> point.sum();
      case AVERAGE -> point.average();
      default -> point.maximum();
    };
  }
}
