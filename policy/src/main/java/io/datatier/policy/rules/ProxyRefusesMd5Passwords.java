package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;

/**
 * No client of a proxy authenticates with an MD5 password. RDS defaults to SCRAM-SHA-256 (RDS API,
 * UserAuthConfig).
 */
public final class ProxyRefusesMd5Passwords {

  public static final Rule RULE =
      Rule.named("proxy-refuses-md5-passwords")
          .title("RDS Proxy refuses MD5 passwords")
          .because("a stored MD5 hash is as good as the password, and quickly cracked")
          .fix("set clientPasswordAuthType to POSTGRES_SCRAM_SHA_256, or leave it out")
          .severity(MEDIUM)
          .mandatory()
          .on("aws:rds/proxy:Proxy", ProxyRefusesMd5Passwords::judge);

  private ProxyRefusesMd5Passwords() {}

  private static Verdict judge(ResourceView proxy) {
    return proxy
        .list("auths")
        .whenKnown(auths -> Verdict.each(auths, ProxyRefusesMd5Passwords::judge))
        .whenAbsent(compliant());
  }

  private static Verdict judge(ValueView auth) {
    return auth.text("clientPasswordAuthType")
        .whenKnown(
            type -> type.equals("POSTGRES_MD5") ? violation("accepts MD5 passwords") : compliant())
        .whenAbsent(compliant());
  }
}
