package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import io.datatier.policy.sdk.joins.Referrers.Referrer;

/**
 * A proxy has a target, and the program configures its pool. RDS creates the default target group
 * with the proxy; without a resource for it, the pool keeps RDS's defaults.
 */
public final class ProxyHasTarget {

  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String TARGET = "aws:rds/proxyTarget:ProxyTarget";
  private static final String POOL = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";

  public static final Rule RULE =
      Rule.named("proxy-has-target")
          .title("RDS Proxy has a target and an explicit connection pool")
          .because("without a target, the update succeeds and the proxy refuses every client")
          .fix(
              "add a ProxyDefaultTargetGroup and a ProxyTarget with the proxy's name as dbProxyName")
          .severity(HIGH)
          .mandatory()
          .onStack(ProxyHasTarget::judge);

  private ProxyHasTarget() {}

  private static Verdict judge(StackView stack) {
    if (stack.resources(PROXY).isEmpty()) {
      return notApplicable("the stack has no proxy");
    }
    var proxies = References.to(stack, PROXY);
    return stack.each(
        PROXY,
        proxy ->
            Verdict.all(
                judge(proxies, proxy, TARGET, violation("has no ProxyTarget in this stack")),
                judge(
                    proxies,
                    proxy,
                    POOL,
                    violation("has no ProxyDefaultTargetGroup in this stack").advise())));
  }

  private static Verdict judge(
      References proxies, ResourceView proxy, String type, Verdict missing) {
    var referrers = proxies.by(type, "dbProxyName");
    if (!referrers.to(proxy.urn()).isEmpty()) {
      return compliant();
    }
    return referrers.open().stream()
        .reduce((first, last) -> last)
        .map(ProxyHasTarget::open)
        .orElse(missing);
  }

  private static Verdict open(Referrer referrer) {
    return undecided(referrer.referred().open().orElseThrow()).about(referrer.resource().urn());
  }
}
