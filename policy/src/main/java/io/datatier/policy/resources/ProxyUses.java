package io.datatier.policy.resources;

import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.joins.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What in a stack names a proxy or one of its endpoints, or will be computed from it. */
public final class ProxyUses {

  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";

  /** What belongs to a proxy or watches it, and connects to nothing. */
  private static final Set<String> BELONGINGS =
      Set.of(
          PROXY,
          ENDPOINT,
          "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
          "aws:rds/proxyTarget:ProxyTarget",
          "aws:cloudwatch/metricAlarm:MetricAlarm",
          "aws:cloudwatch/dashboard:Dashboard",
          "aws:cloudwatch/logGroup:LogGroup",
          "aws:ec2/securityGroupRule:SecurityGroupRule",
          "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
          "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");

  /** The id by which IAM knows a proxy. */
  private static final Pattern ID = Pattern.compile("prx-[0-9a-z]+");

  private static final Derived<ProxyUses> IN_STACK = ProxyUses::new;

  private final StackView stack;
  private final References proxies;
  private final Set<String> names = new HashSet<>();
  private final Set<String> sources = new HashSet<>();
  private boolean complete = true;

  private ProxyUses(StackView stack) {
    this.stack = stack;
    this.proxies = References.to(stack, PROXY);
    stack.resources().stream()
        .filter(resource -> !BELONGINGS.contains(resource.type()))
        .forEach(this::add);
  }

  /** The uses of a stack. */
  public static ProxyUses in(StackView stack) {
    return stack.once(IN_STACK);
  }

  private void add(ResourceView resource) {
    var inputs = stack.inputsOf(resource);
    var isClient = !Clients.configurationOf(resource).isEmpty();
    for (var property : inputs.properties().values().keySet()) {
      var from = stack.sourcesOf(resource, property);
      from.forEach(source -> sources.add(source.urn()));
      complete &=
          !isClient
              || !from.isEmpty()
              || inputs.at(PropertyPath.ROOT.field(property).toString()).leaves().stream()
                  .noneMatch(ValueView::isUnknown);
    }
    for (var view : List.of(resource, inputs)) {
      for (var leaf : ConfigurationTexts.readable(view.at(""))) {
        add(leaf.legible().orElseThrow(), isClient);
      }
    }
  }

  private void add(String text, boolean wrapped) {
    var plain = text.toLowerCase(Locale.ROOT);
    if (!wrapped && !plain.contains("prx-") && !plain.contains("proxy-")) {
      return;
    }
    ID.matcher(text).results().forEach(hit -> names.add(hit.group()));
    RdsHosts.in(text).found().stream()
        .map(RdsHosts.Found::host)
        .filter(host -> host.kind() == RdsHost.Kind.PROXY)
        .forEach(
            host -> {
              names.add(host.name());
              names.add(host.name().substring(0, host.name().indexOf('.')));
            });
  }

  /** Whether everything is known that may be a use. */
  public boolean complete() {
    return complete;
  }

  /** Whether something uses a proxy, or one of its endpoints. */
  public boolean of(ResourceView proxy) {
    var listeners = new ArrayList<ResourceView>(List.of(proxy));
    stack.resources(ENDPOINT).stream()
        .filter(it -> proxies.from(it, "dbProxyName").all().contains(proxy.urn()))
        .forEach(listeners::add);
    return listeners.stream().anyMatch(this::isNamed);
  }

  private boolean isNamed(ResourceView listener) {
    return sources.contains(listener.urn())
        || Stream.of(listener, stack.inputsOf(listener))
            .flatMap(ProxyUses::callsOf)
            .anyMatch(names::contains);
  }

  /** A host begins with the name, and IAM goes by what the ARN ends with. */
  private static Stream<String> callsOf(ResourceView listener) {
    var endpoint = listener.text("endpoint").known();
    var id = listener.text("arn").known().map(arn -> arn.replaceFirst(".*:", ""));
    var name =
        endpoint.isPresent()
            ? endpoint
            : listener
                .text(listener.type().equals(ENDPOINT) ? "dbProxyEndpointName" : "name")
                .known();
    return Stream.of(name, id)
        .flatMap(text -> text.stream())
        .map(text -> text.toLowerCase(Locale.ROOT));
  }
}
