package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.LOW;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;

/** Filters against pinned sessions stand where they do something: in front of MySQL. */
public final class ProxyPinningFiltersFitEngine {

  private static final String POOL = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
  private static final String PROXY = "aws:rds/proxy:Proxy";

  private static final String FILTERS = "connectionPoolConfig.sessionPinningFilters";

  public static final Rule RULE =
      Rule.named("proxy-pinning-filters-fit-engine")
          .title("Session pinning filters are for proxies of MySQL")
          .because("PostgreSQL supports none, so the filter has no effect")
          .fix("remove sessionPinningFilters, and set variables by ALTER ROLE ... SET")
          .severity(LOW)
          .advisory()
          .onStack(ProxyPinningFiltersFitEngine::judge);

  private ProxyPinningFiltersFitEngine() {}

  private static Verdict judge(StackView stack) {
    var proxies = References.to(stack, PROXY);
    return stack.each(
        POOL,
        pool ->
            Verdict.each(
                proxies.from(pool, "dbProxyName").all(),
                urn ->
                    stack
                        .resource(urn)
                        .map(stack::inputsOf)
                        .map(proxy -> judge(stack.inputsOf(pool), proxy))
                        .orElse(compliant())));
  }

  private static Verdict judge(ResourceView pool, ResourceView proxy) {
    return pool.list(FILTERS)
        .whenKnown(
            filters ->
                filters.isEmpty()
                    ? compliant()
                    : proxy
                        .text("engineFamily")
                        .whenKnown(
                            family ->
                                family.equalsIgnoreCase("POSTGRESQL")
                                    ? violation(FILTERS, "filters nothing for PostgreSQL")
                                    : compliant())
                        .whenAbsent(compliant()))
        .whenAbsent(compliant());
  }
}
