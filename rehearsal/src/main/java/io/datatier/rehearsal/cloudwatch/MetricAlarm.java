package io.datatier.rehearsal.cloudwatch;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.sns.SnsTopic;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/cloudwatch/metric_alarm.go of the provider; ranges from the CloudWatch
 * API, PutMetricAlarm.
 *
 * <p>Checked: periods, statistics, queries that refer to each other correctly; topics exist.
 */
@AutoService(ResourceType.class)
public final class MetricAlarm implements ResourceType {

  public static final String TYPE = "aws:cloudwatch/metricAlarm:MetricAlarm";

  private static final int DAY = 86_400;
  private static final int WEEK = 7 * DAY;
  private static final Set<Integer> SHORT_PERIODS = Set.of(10, 20, 30);

  /** Percentiles, trimmed means and the like (CloudWatch guide, "Statistics definitions"). */
  static final Pattern EXTENDED =
      Pattern.compile(
          "p\\d{1,2}(\\.\\d{1,10})?|p100|(tm|tc|ts|wm)\\d{1,2}(\\.\\d+)?|IQM|(TM|TC|TS|WM|PR)\\(.+:.+\\)");

  static final String EXTENDED_RULE = "be an extended statistic such as p99 or tm90";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "CloudWatch Metric Alarm")
        .listedBy("cloudwatch describe-alarms", "MetricAlarms", "AlarmName=name")
        .replacedBy("name")
        .filledByAws("evaluateLowSampleCountPercentiles")
        .unordered("alarmActions", "insufficientDataActions", "metricQueries", "okActions")
        .autoNamed()
        // PutMetricAlarm silently overwrites an alarm with the same name; here that is an error.
        .uniqueAs(
            "AlreadyExists",
            "An alarm named %s already exists, and CloudWatch would overwrite it.");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("actionsEnabled", true)
        .fill("treatMissingData", "missing")
        .length("name", 1, 255)
        .length("alarmDescription", 0, 1024)
        .length("metricName", 1, 255)
        .length("namespace", 1, 255)
        .oneOf(
            "comparisonOperator",
            "GreaterThanOrEqualToThreshold",
            "GreaterThanThreshold",
            "GreaterThanUpperThreshold",
            "LessThanLowerOrGreaterThanUpperThreshold",
            "LessThanLowerThreshold",
            "LessThanOrEqualToThreshold",
            "LessThanThreshold")
        .oneOf("statistic", "SampleCount", "Average", "Sum", "Minimum", "Maximum")
        .oneOf("treatMissingData", "breaching", "notBreaching", "ignore", "missing")
        .oneOf("evaluateLowSampleCountPercentiles", "evaluate", "ignore")
        .between("evaluationPeriods", 1, WEEK, "")
        .between("datapointsToAlarm", 1, WEEK, "")
        .arns("alarmActions")
        .arns("okActions")
        .arns("insufficientDataActions")
        .exactlyOne("metricName", "metricQueries")
        .atMostOne("statistic", "extendedStatistic")
        .atMostOne("threshold", "thresholdMetricId");
    var values = inputs.values();
    if (values.has("metricName")) {
      inputs
          .required("namespace", "with metricName")
          .required("period", "with metricName")
          .exactlyOne("statistic", "extendedStatistic");
    }
    if (values.has("metricQueries")) {
      MetricQueries.check(inputs);
    }
    inputs.matches("extendedStatistic", EXTENDED, EXTENDED_RULE);
    if (!values.has("thresholdMetricId")) {
      inputs.required("threshold", "unless thresholdMetricId is set");
    }
    inputs.atMost(5, "alarmActions", "must have at most 5 actions");
    if (values.fields("dimensions").names().size() > 30) {
      inputs.fail("dimensions", "must have at most 30 dimensions");
    }
    times(inputs, values);
  }

  private static void times(Inputs inputs, Fields values) {
    var period = values.number("period");
    var periods = values.number("evaluationPeriods");
    if (period.isPresent()) {
      int seconds = (int) period.getAsDouble();
      if (seconds <= 0 || (seconds % 60 != 0 && !SHORT_PERIODS.contains(seconds))) {
        inputs.fail("period", "must be 10, 20, 30 or a multiple of 60 seconds, but is " + seconds);
      } else if (periods.isPresent()) {
        long most = seconds >= 3600 ? WEEK : DAY;
        long whole = Math.round(seconds * periods.getAsDouble());
        if (whole > most) {
          inputs.fail(
              "evaluationPeriods",
              "times period must be at most %d seconds, but is %d".formatted(most, whole));
        }
      }
    }
    inputs.ordered("datapointsToAlarm", "evaluationPeriods");
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    var topics = "arn:aws:sns:" + account.region() + ":" + account.number() + ":";
    for (var actions : List.of("alarmActions", "okActions", "insufficientDataActions")) {
      inputs.texts(actions).stream()
          .filter(arn -> arn.startsWith(topics))
          .filter(arn -> account.find(SnsTopic.TYPE, arn).isEmpty())
          .findFirst()
          .ifPresent(
              arn -> {
                // PutMetricAlarm accepts it, but the alarm then notifies no one.
                throw new AwsFault(
                    "NotFound",
                    "The topic %s does not exist, so %s would notify no one."
                        .formatted(arn, actions));
              });
    }
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    return made(account, name, properties.with("arn", account.arn("cloudwatch", "alarm:" + name)));
  }
}
