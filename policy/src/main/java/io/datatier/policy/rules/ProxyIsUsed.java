package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.LOW;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.resources.ProxyUses;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;

/** Something in the stack uses a proxy, or an output passes it on. */
public final class ProxyIsUsed {

  private static final String PROXY = "aws:rds/proxy:Proxy";

  public static final Rule RULE =
      Rule.named("proxy-is-used")
          .title("RDS Proxy has clients")
          .because("a proxy is paid by the hour for each vCPU of its database, used or not")
          .fix("give clients its endpoint, export the endpoint, or remove the proxy")
          .severity(LOW)
          .advisory()
          .onStack(ProxyIsUsed::judge);

  private ProxyIsUsed() {}

  private static Verdict judge(StackView stack) {
    if (stack.resources(PROXY).isEmpty()) {
      return notApplicable("the stack has no proxy");
    }
    var uses = ProxyUses.in(stack);
    return stack.each(
        PROXY,
        proxy -> {
          if (uses.of(proxy)) {
            return compliant();
          }
          return uses.complete()
              ? violation("is named by no client, parameter, record or output of this stack")
              : undecided("endpoint");
        });
  }
}
