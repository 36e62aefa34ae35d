package io.datatier.rehearsal.cloudwatch;

import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The queries of a metric math alarm (CloudWatch API, PutMetricAlarm and MetricDataQuery). */
final class MetricQueries {

  private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");
  private static final Pattern MENTIONED = Pattern.compile("(?<![\\w'\"])[a-z]\\w*(?![\\w('\"])");
  private static final List<String> OF_ONE_METRIC =
      List.of("dimensions", "extendedStatistic", "namespace", "period", "statistic", "unit");
  private static final Set<String> STATISTICS =
      Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");
  private static final int MOST = 20;

  private MetricQueries() {}

  static void check(Inputs alarm) {
    var values = alarm.values();
    for (var name : OF_ONE_METRIC) {
      if (values.has(name)) {
        alarm.fail(name, "is for alarms on one metric, and cannot be set with metricQueries");
      }
    }
    var queries = values.objects("metricQueries");
    alarm.each("metricQueries", query -> one(query, ids(queries)));
    if (queries.size() > MOST) {
      alarm.fail("metricQueries", "must have at most " + MOST + " queries");
    }
    boolean areKnown = !values.isUnknown("metricQueries");
    var returned = queries.stream().filter(query -> query.flag("returnData")).count();
    if (areKnown && !values.has("thresholdMetricId") && returned != 1) {
      alarm.fail(
          "metricQueries", "must have exactly one query with returnData true, but has " + returned);
    }
    if (areKnown && ids(queries).size() != queries.size()) {
      alarm.fail("metricQueries", "must have unique ids");
    }
  }

  private static Set<String> ids(List<Fields> queries) {
    var ids = new TreeSet<String>();
    queries.forEach(query -> query.text("id").ifPresent(ids::add));
    return ids;
  }

  private static void one(Inputs query, Set<String> ids) {
    query
        .matches("id", ID, "begin with a lower-case letter and have only letters, digits and _")
        .exactlyOne("expression", "metric")
        .within("metric", MetricQueries::metric);
    query
        .values()
        .text("expression")
        .filter(expression -> !expression.contains("SELECT") && !expression.contains("SEARCH"))
        .map(MetricQueries::mentioned)
        .ifPresent(
            mentioned -> {
              mentioned.removeAll(ids);
              if (!mentioned.isEmpty()) {
                query.fail("expression", "refers to no query: " + String.join(", ", mentioned));
              }
            });
  }

  private static List<String> mentioned(String expression) {
    var names = new ArrayList<String>();
    var matcher = MENTIONED.matcher(expression);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  private static void metric(Inputs metric) {
    var values = metric.values();
    values
        .text("stat")
        .filter(stat -> !STATISTICS.contains(stat))
        .filter(stat -> !MetricAlarm.EXTENDED.matcher(stat).matches())
        .ifPresent(
            stat -> metric.fail("stat", "must be a statistic such as Sum or p99, but is " + stat));
    var period = values.number("period").orElse(60);
    if (period <= 0 || (period % 60 != 0 && !Set.of(1.0, 5.0, 10.0, 20.0, 30.0).contains(period))) {
      metric.fail(
          "period",
          "must be 1, 5, 10, 20, 30 or a multiple of 60 seconds, but is " + Inputs.plain(period));
    }
    if (values.get("dimensions").orElse(Fields.NONE) instanceof Fields dimensions
        && dimensions.values().values().stream().anyMatch(Value.of("")::equals)) {
      metric.fail("dimensions", "must not have an empty value");
    }
  }
}
