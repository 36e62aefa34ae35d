package io.datatier.observability;

import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryMetricArgs;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One statistic of a metric that RDS publishes. */
record Metric(String name, Statistic statistic, Dimensions dimensions) implements Measurement {

  private static final String NAMESPACE = "AWS/RDS";

  @Override
  public int metrics() {
    return 1;
  }

  @Override
  public void addTo(MetricAlarmArgs.Builder alarm, Output<String> subject) {
    alarm
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensions(subject.applyValue(dimensions::of))
        .statistic(statistic.toString())
        .period(PERIOD_SECONDS);
  }

  @Override
  public List<List<Object>> lines(String subject) {
    return List.of(line(subject, Map.of()));
  }

  /** This metric as an operand of an expression. */
  MetricAlarmMetricQueryMetricArgs operand(Output<String> subject) {
    return MetricAlarmMetricQueryMetricArgs.builder()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensions(subject.applyValue(dimensions::of))
        .stat(statistic.toString())
        .period(PERIOD_SECONDS)
        .build();
  }

  /** The line that draws this metric, with {@code options} of its own. */
  List<Object> line(String subject, Map<String, Object> options) {
    var line = new ArrayList<Object>(List.of(NAMESPACE, name));
    dimensions
        .of(subject)
        .forEach(
            (dimension, value) -> {
              line.add(dimension);
              line.add(value);
            });
    var all = new TreeMap<>(options);
    all.put("stat", statistic.toString());
    line.add(all);
    return line;
  }
}
