package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.Framework;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;

/**
 * A proxy, and each endpoint of one, has security groups of its own. Without any it wears the
 * default group of its VPC (RDS API, CreateDBProxy, VpcSecurityGroupIds).
 */
public final class ProxyHasSecurityGroups {

  public static final Rule RULE =
      Rule.named("proxy-has-security-groups")
          .title("RDS Proxy has security groups of its own")
          .because("the VPC's default group admits only its own members")
          .fix("give vpcSecurityGroupIds a group that admits the clients' groups")
          .framework(Framework.of("AWS Foundational Security Best Practices", "1.0.0", "EC2.2"))
          .tags("CIS AWS Foundations 3.0.0: 5.4", "NIST 800-53 r5: AC-4, SC-7")
          .severity(MEDIUM)
          .advisory()
          .on("aws:rds/proxy:Proxy", ProxyHasSecurityGroups::judge)
          .on("aws:rds/proxyEndpoint:ProxyEndpoint", ProxyHasSecurityGroups::judge);

  private ProxyHasSecurityGroups() {}

  private static Verdict judge(ResourceView proxy) {
    return proxy
        .list("vpcSecurityGroupIds")
        .whenKnown(groups -> groups.isEmpty() ? violation("is empty") : compliant())
        .whenAbsent(violation("is not set"));
  }
}
