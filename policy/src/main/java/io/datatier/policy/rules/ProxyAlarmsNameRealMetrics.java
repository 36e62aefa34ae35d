package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.ProxyMetrics;
import io.datatier.policy.resources.AlarmMetrics;
import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An alarm about proxies watches a metric that they publish, with dimensions that they publish it
 * by. Metric and dimensions tell whether an alarm is about proxies.
 */
public final class ProxyAlarmsNameRealMetrics {

  public static final Rule RULE =
      Rule.named("proxy-alarms-name-real-metrics")
          .title("Alarms on RDS Proxy watch metrics that exist")
          .because("an alarm on a metric or dimension that is never published never fires")
          .fix("watch a metric in AWS/RDS with the dimension ProxyName")
          .severity(MEDIUM)
          .mandatory()
          .on(AlarmMetrics.ALARM, ProxyAlarmsNameRealMetrics::judge);

  private ProxyAlarmsNameRealMetrics() {}

  private static Verdict judge(ResourceView alarm) {
    return Verdict.each(AlarmMetrics.of(alarm), ProxyAlarmsNameRealMetrics::judge);
  }

  private static Verdict judge(ValueView watched) {
    var namespace = watched.text("namespace");
    var metric = watched.text("metricName").known().orElse("");
    var dimensions = watched.at("dimensions");
    var keys = dimensions.children().stream().map(ProxyAlarmsNameRealMetrics::nameOf).toList();
    var about =
        ProxyMetrics.isOfProxiesAlone(metric)
            || keys.stream().anyMatch(ProxyMetrics::isAboutProxies);
    var name = namespace.known().orElse("");
    if (namespace.isUnknown()) {
      return undecided(watched.at("namespace").path());
    } else if (!name.toUpperCase(Locale.ROOT).startsWith(ProxyMetrics.NAMESPACE)) {
      return notApplicable("the alarm is not about RDS");
    } else if (!about && dimensions.isUnknown() && metric.equals("DatabaseConnections")) {
      return undecided(dimensions.path());
    } else if (!about) {
      return notApplicable("the alarm is not about a proxy");
    } else if (!name.equals(ProxyMetrics.NAMESPACE)) {
      return violation(
          watched.at("namespace").path(), "is not AWS/RDS, where proxies publish their metrics");
    }
    return judgeMetric(watched, metric, keys);
  }

  private static Verdict judgeMetric(ValueView watched, String metric, List<String> keys) {
    return watched
        .text("metricName")
        .whenKnown(
            known ->
                ProxyMetrics.dimensionsOf(metric)
                    .map(sets -> judgeDimensions(watched.at("dimensions"), metric, keys, sets))
                    .orElseGet(
                        () -> violation("is not a metric that proxies publish" + hint(known))))
        .whenAbsent(violation("is not set"));
  }

  private static String hint(String metric) {
    return ProxyMetrics.nearest(metric).map("; did you mean %s?"::formatted).orElse("");
  }

  private static Verdict judgeDimensions(
      ValueView dimensions, String metric, List<String> keys, List<Set<String>> sets) {
    if (dimensions.isUnknown()) {
      return undecided(dimensions.path());
    }
    var unreal =
        dimensions.children().stream()
            .filter(dimension -> !ProxyMetrics.hasDimension(nameOf(dimension)))
            .map(it -> violation(it.path(), "is not a dimension of proxies; use ProxyName"))
            .toList();
    if (!unreal.isEmpty()) {
      return Verdict.all(unreal);
    }
    return sets.contains(keys.stream().collect(Collectors.toSet()))
        ? compliant()
        : violation(
            dimensions.path(),
            "is not how proxies publish %s; they use %s"
                .formatted(metric, ProxyMetrics.words(sets)));
  }

  private static String nameOf(ValueView dimension) {
    var steps = PropertyPath.parse(dimension.path()).steps();
    return steps.get(steps.size() - 1).toString();
  }
}
