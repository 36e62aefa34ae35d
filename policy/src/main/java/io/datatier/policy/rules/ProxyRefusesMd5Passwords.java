package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;

/**
 * No client of a proxy proves its password with MD5. Where nothing is said, RDS asks for
 * SCRAM-SHA-256 (RDS API, UserAuthConfig).
 */
public final class ProxyRefusesMd5Passwords {

  public static final Rule RULE =
      Rule.named("proxy-refuses-md5-passwords")
          .title("RDS Proxy refuses passwords by MD5")
          .because("the stored MD5 hash is as good as the password, and soon guessed")
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
            type -> type.equals("POSTGRES_MD5") ? violation("takes passwords by MD5") : compliant())
        .whenAbsent(compliant());
  }
}
