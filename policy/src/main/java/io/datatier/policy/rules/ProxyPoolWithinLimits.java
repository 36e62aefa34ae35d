package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * RDS accepts the proxy's pool, and functions run longer than they wait for a connection. The
 * provider accepts what RDS rejects: an hour's wait, and more idle connections than the maximum
 * (terraform-provider-aws, proxy_default_target_group.go; RDS API, ConnectionPoolConfiguration).
 */
public final class ProxyPoolWithinLimits {

  private static final String POOL = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String FUNCTION = "aws:lambda/function:Function";

  private static final String MAX = "connectionPoolConfig.maxConnectionsPercent";
  private static final String IDLE = "connectionPoolConfig.maxIdleConnectionsPercent";
  private static final String BORROW = "connectionPoolConfig.connectionBorrowTimeout";

  /** The provider's defaults. */
  private static final double DEFAULT_MAX = 100;

  private static final double DEFAULT_IDLE = 50;
  private static final double DEFAULT_BORROW = 120;

  /** Lambda's default in seconds (Lambda API, CreateFunction, Timeout). */
  private static final double DEFAULT_TIMEOUT = 3;

  public static final Rule RULE =
      Rule.named("proxy-pool-within-limits")
          .title("RDS Proxy's connection pool is within AWS's limits")
          .because(
              "RDS would reject the pool at update, or functions would time out without an error")
          .fix(
              "keep idle at or below max, and the borrow timeout within 300 s and below the functions' timeout")
          .severity(MEDIUM)
          .mandatory()
          .on(POOL, ProxyPoolWithinLimits::judge)
          .on(PROXY, ProxyPoolWithinLimits::judgeIdleClients)
          .onStack(ProxyPoolWithinLimits::judgeStack);

  /** The functions that use a proxy, by its URN. */
  private static final Derived<Map<String, List<ResourceView>>> CLIENTS =
      ProxyPoolWithinLimits::clients;

  private ProxyPoolWithinLimits() {}

  private static Verdict judge(ResourceView pool) {
    if (pool.at("connectionPoolConfig").isAbsent()) {
      return compliant();
    }
    return Verdict.all(
        judgeRange(pool, MAX, 1, 100, "percent"),
        judgeRange(pool, IDLE, 0, 100, "percent"),
        judgeRange(pool, BORROW, 0, 300, "seconds"),
        judgeIdle(pool));
  }

  /** Eight hours at the most (RDS API, CreateDBProxy, IdleClientTimeout). */
  private static Verdict judgeIdleClients(ResourceView proxy) {
    return judgeRange(proxy, "idleClientTimeout", 1, 28_800, "seconds");
  }

  private static Verdict judgeRange(
      ResourceView pool, String path, int least, int most, String unit) {
    return pool.number(path)
        .whenKnown(
            value ->
                value >= least && value <= most
                    ? compliant()
                    : violation("is not between %d and %d %s".formatted(least, most, unit)))
        .whenAbsent(compliant());
  }

  private static Verdict judgeIdle(ResourceView pool) {
    var max = valueOr(pool, MAX, DEFAULT_MAX);
    var idle = valueOr(pool, IDLE, DEFAULT_IDLE);
    if (max.isEmpty() || idle.isEmpty() || idle.get() <= max.get()) {
      return compliant();
    }
    var absent = !pool.number(IDLE).isPresent();
    if (absent && pool.isTranslated()) {
      // No provider sends one, and RDS takes half of the maximum (RDS API,
      // ConnectionPoolConfiguration).
      return compliant();
    }
    var given = absent ? "is not set, so the provider sends 50, which " : "";
    return violation(IDLE, given + "is above maxConnectionsPercent");
  }

  /**
   * The value or the default; empty if it is unknown or not a number, which is judged elsewhere.
   */
  private static Optional<Double> valueOr(ResourceView resource, String path, double otherwise) {
    var reading = resource.number(path);
    return reading.isPresent() ? reading.known() : Optional.of(otherwise);
  }

  private static Verdict judgeStack(StackView stack) {
    var proxies = References.to(stack, PROXY);
    var open = stack.each(PROXY, proxy -> judgeIdleClients(stack.inputsOf(proxy)).open());
    return Verdict.all(open, judgePools(stack, proxies));
  }

  private static Verdict judgePools(StackView stack, References proxies) {
    return stack.each(
        POOL,
        pool -> {
          var inputs = stack.inputsOf(pool);
          var borrow = valueOr(inputs, BORROW, DEFAULT_BORROW);
          var late =
              proxies.from(pool, "dbProxyName").all().stream()
                  .flatMap(urn -> stack.resource(urn).stream())
                  .map(
                      proxy ->
                          borrow.map(wait -> judgeClients(stack, proxy, wait)).orElse(compliant()));
          return Verdict.all(judge(inputs).open(), Verdict.all(late.toList()));
        });
  }

  private static Verdict judgeClients(StackView stack, ResourceView proxy, double wait) {
    return Verdict.each(
        stack.once(CLIENTS).getOrDefault(proxy.urn(), List.of()),
        function -> judgeTimeout(stack.inputsOf(function), proxy, wait).about(function.urn()));
  }

  private static Verdict judgeTimeout(ResourceView function, ResourceView proxy, double wait) {
    var late = violation("timeout", "is not above the connectionBorrowTimeout of " + proxy.urn());
    return function
        .number("timeout")
        .whenKnown(timeout -> timeout > wait ? compliant() : late.advise())
        .whenAbsent(DEFAULT_TIMEOUT > wait ? compliant() : late.advise());
  }

  private static Map<String, List<ResourceView>> clients(StackView stack) {
    var byHost = new HashMap<String, List<String>>();
    for (var proxy : stack.resources(PROXY)) {
      proxy
          .text("endpoint")
          .known()
          .map(endpoint -> endpoint.toLowerCase(Locale.ROOT))
          .ifPresent(
              host -> byHost.computeIfAbsent(host, it -> new ArrayList<>()).add(proxy.urn()));
    }
    var clients = new HashMap<String, List<ResourceView>>();
    for (var function : stack.resources(FUNCTION)) {
      var proxies = new LinkedHashSet<String>();
      stack.sourcesOf(function, "environment").forEach(source -> proxies.add(source.urn()));
      if (!byHost.isEmpty()) {
        hostsIn(stack.inputsOf(function))
            .forEach(host -> proxies.addAll(byHost.getOrDefault(host, List.of())));
      }
      proxies.forEach(urn -> clients.computeIfAbsent(urn, it -> new ArrayList<>()).add(function));
    }
    return clients;
  }

  private static Stream<String> hostsIn(ResourceView function) {
    return function.at("environment").leaves().stream()
        .map(variable -> variable.text("").known().orElse(""))
        .flatMap(text -> RdsHosts.in(text).found().stream())
        .map(found -> found.host().name());
  }
}
