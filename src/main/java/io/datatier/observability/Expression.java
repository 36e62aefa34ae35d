package io.datatier.observability;

import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryArgs;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value that CloudWatch computes from metrics (CloudWatch user guide, "Using math expressions").
 *
 * @param label what a graph calls it
 * @param formula the computation, in which {@code operands} stand by their names
 * @param operands metrics by name, which starts with a lower-case letter
 */
record Expression(String label, String formula, Map<String, Metric> operands)
    implements Measurement {

  private static final String RESULT = "result";

  Expression {
    operands = Map.copyOf(operands);
  }

  @Override
  public int metrics() {
    return operands.size();
  }

  @Override
  public void addTo(MetricAlarmArgs.Builder alarm, Output<String> subject) {
    var queries = new ArrayList<MetricAlarmMetricQueryArgs>();
    queries.add(
        MetricAlarmMetricQueryArgs.builder()
            .id(RESULT)
            .label(label)
            .expression(formula)
            .returnData(true)
            .build());
    new TreeMap<>(operands)
        .forEach(
            (id, metric) ->
                queries.add(
                    MetricAlarmMetricQueryArgs.builder()
                        .id(id)
                        .metric(metric.operand(subject))
                        .returnData(false)
                        .build()));
    alarm.metricQueries(queries);
  }

  @Override
  public List<List<Object>> lines(String subject) {
    var lines = new ArrayList<List<Object>>();
    lines.add(
        List.of(
            new TreeMap<>(
                Map.of(
                    "id", RESULT,
                    "label", label,
                    "expression", formula,
                    "period", PERIOD_SECONDS))));
    new TreeMap<>(operands)
        .forEach(
            (id, metric) -> lines.add(metric.line(subject, Map.of("id", id, "visible", false))));
    return lines;
  }
}
