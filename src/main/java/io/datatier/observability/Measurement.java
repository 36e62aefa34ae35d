package io.datatier.observability;

import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.core.Output;
import java.util.List;

/** What an alarm compares and a dashboard draws: one value a minute. */
sealed interface Measurement permits Metric, Expression {

  /**
   * How often there is a value. RDS reports once a minute, so a longer one would add minutes up.
   */
  int PERIOD_SECONDS = 60;

  /** How many metrics CloudWatch reads for it, and bills an alarm for. */
  int metrics();

  /** Makes {@code alarm} watch this metric of {@code subject}, a proxy or database. */
  void addTo(MetricAlarmArgs.Builder alarm, Output<String> subject);

  /**
   * The lines of a dashboard's graph that draw this of {@code subject} (CloudWatch API reference,
   * "Dashboard Body Structure and Syntax", metrics).
   */
  List<List<Object>> lines(String subject);
}
