package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.settings.ProductionStacks;

/** Debug logging is for short troubleshooting, not for production. */
public final class ProxyDebugLoggingDisabled {

  public static final Rule RULE =
      Rule.named("proxy-debug-logging-disabled")
          .title("RDS Proxy does not write debug logs in production")
          .because("debug logs contain SQL text, cost money and slow the proxy down")
          .severity(MEDIUM)
          .mandatory()
          .settings(ProductionStacks.SETTING)
          .on("aws:rds/proxy:Proxy", ProductionStacks.only(ProxyDebugLoggingDisabled::judge))
          .remedy("set debugLogging to false", proxy -> proxy.with("debugLogging", false));

  private ProxyDebugLoggingDisabled() {}

  private static Verdict judge(ResourceView proxy) {
    return proxy
        .bool("debugLogging")
        .whenKnown(logs -> logs ? violation("is true") : compliant())
        .whenAbsent(compliant());
  }
}
