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

/** Somebody in sight uses a proxy, or is told of it by the outputs of the stack. */
public final class ProxyIsUsed {

  private static final String PROXY = "aws:rds/proxy:Proxy";

  public static final Rule RULE =
      Rule.named("proxy-is-used")
          .title("Somebody uses the RDS Proxy")
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
