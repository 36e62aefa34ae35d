package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.ProxyMetrics;
import io.datatier.policy.resources.AlarmMetrics;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An alarm fires when a proxy has too many connections, on either side. */
public final class ProxyAlarmsPresent {

  private static final String PROXY = "aws:rds/proxy:Proxy";

  /** The first shows a flood of clients, the second an exhausted pool. */
  private static final List<String> METRICS = List.of("ClientConnections", "DatabaseConnections");

  public static final Rule RULE =
      Rule.named("proxy-alarms-present")
          .title("RDS Proxy has alarms on its connections")
          .because(
              "a proxy without free connections makes clients wait and reports it nowhere else")
          .fix("add a MetricAlarm on each metric, with the proxy's name as dimension ProxyName")
          .severity(MEDIUM)
          .mandatory()
          .onStack(ProxyAlarmsPresent::judge);

  private ProxyAlarmsPresent() {}

  private static Verdict judge(StackView stack) {
    if (stack.resources(PROXY).isEmpty()) {
      return notApplicable("the stack has no proxy");
    }
    return stack.each(PROXY, proxy -> Verdict.each(METRICS, metric -> judge(stack, proxy, metric)));
  }

  private static Verdict judge(StackView stack, ResourceView proxy, String metric) {
    var alarms = stack.once(new AlarmsOn(metric));
    if (alarms.proxies().contains(proxy.urn())) {
      return compliant();
    }
    return alarms.open().orElse(violation("has no alarm on %s in this stack".formatted(metric)));
  }

  /**
   * The alarms on a metric.
   *
   * @param proxies the URNs of those that they watch
   * @param open the first one of which only the update will know whom it watches
   */
  private record Alarms(Set<String> proxies, Optional<Verdict> open) {}

  private record AlarmsOn(String metric) implements Derived<Alarms> {
    @Override
    public Alarms from(StackView stack) {
      var references = References.to(stack, PROXY);
      var proxies = new HashSet<String>();
      var open = Optional.<Verdict>empty();
      for (var alarm : stack.resources(AlarmMetrics.ALARM)) {
        for (var watched : AlarmMetrics.of(stack.inputsOf(alarm))) {
          if (watches(watched, metric)) {
            var named = references.from(alarm, List.of(watched.at("dimensions.ProxyName")));
            proxies.addAll(named.all());
            open = open.or(() -> named.open().map(path -> undecided(path).about(alarm.urn())));
          }
        }
      }
      return new Alarms(proxies, open);
    }
  }

  /** Whether it watches the metric, or may because a value is unknown. */
  private static boolean watches(ValueView watched, String metric) {
    return mayBe(watched, "namespace", ProxyMetrics.NAMESPACE)
        && mayBe(watched, "metricName", metric);
  }

  private static boolean mayBe(ValueView watched, String property, String text) {
    var reading = watched.text(property);
    return reading.isUnknown() || reading.known().filter(text::equals).isPresent();
  }
}
