package io.datatier.observability;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import java.util.List;
import java.util.Map;

/** Alarms on one proxy or one database. Each notifies the topic when it starts and when it ends. */
public abstract sealed class AlarmSet extends Component permits ProxyAlarms, DatabaseAlarms {

  private final List<Alarm> alarms;
  private final Output<List<String>> names;
  private final Output<List<String>> arns;

  /**
   * @param subject the name of the proxy or database
   * @param missing what a minute without a value counts as (CloudWatch API, PutMetricAlarm,
   *     TreatMissingData)
   */
  AlarmSet(
      String type,
      String name,
      List<Alarm> alarms,
      Output<String> subject,
      String missing,
      AlarmTopic topic,
      ComponentResourceOptions options) {
    super(type, name, options);
    this.alarms = List.copyOf(alarms);
    var made =
        alarms.stream()
            .map(alarm -> create(alarm, alarm.name(name), subject, missing, topic))
            .toList();
    this.names = Output.all(made.stream().map(MetricAlarm::name).toList());
    this.arns = Output.all(made.stream().map(it -> ResourceOutput.of(it, it.arn())).toList());
    registerOutputs(Map.of("names", names));
  }

  /** The names of the alarms. */
  public final Output<List<String>> names() {
    return names;
  }

  /** The ARNs of the alarms, known once they exist. */
  public final Output<List<String>> arns() {
    return arns;
  }

  static int metrics(List<Alarm> alarms) {
    return alarms.stream().mapToInt(alarm -> alarm.measurement().metrics()).sum();
  }

  final List<Alarm> alarms() {
    return alarms;
  }

  private MetricAlarm create(
      Alarm alarm, String name, Output<String> subject, String missing, AlarmTopic topic) {
    var args =
        MetricAlarmArgs.builder()
            .name(name)
            .alarmDescription(alarm.description())
            .comparisonOperator(alarm.comparison().operator())
            .threshold(alarm.threshold())
            .evaluationPeriods(alarm.periods().count())
            .datapointsToAlarm(alarm.periods().datapoints())
            .treatMissingData(missing)
            .alarmActions(Output.all(topic.arn()))
            .okActions(Output.all(topic.arn()));
    alarm.measurement().addTo(args, subject);
    return new MetricAlarm(child(alarm.role()), args.build(), childOptions());
  }
}
