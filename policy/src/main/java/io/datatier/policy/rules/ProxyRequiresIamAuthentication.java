package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;

/** Clients of a proxy sign in with a token of IAM: an absent {@code iamAuth} means DISABLED. */
public final class ProxyRequiresIamAuthentication {

  public static final Rule RULE =
      Rule.named("proxy-requires-iam-authentication")
          .title("Clients sign in to RDS Proxy with IAM")
          .because("every client would keep a password that opens the database until it is changed")
          .fix("set iamAuth of every entry of auths to REQUIRED and grant rds-db:connect")
          .severity(MEDIUM)
          .advisory()
          .on("aws:rds/proxy:Proxy", ProxyRequiresIamAuthentication::judge);

  private ProxyRequiresIamAuthentication() {}

  private static Verdict judge(ResourceView proxy) {
    return proxy.text("defaultAuthScheme").known().filter("IAM_AUTH"::equals).isPresent()
        ? compliant()
        : judgeAuths(proxy);
  }

  private static Verdict judgeAuths(ResourceView proxy) {
    return proxy
        .list("auths")
        .whenKnown(auths -> auths.isEmpty() ? judgeDefault(proxy) : judge(proxy, auths))
        .whenAbsent(() -> judgeDefault(proxy));
  }

  private static Verdict judge(ResourceView proxy, List<ValueView> auths) {
    // SQL Server has no REQUIRED; there ENABLED is the most that can be asked for (RDS API,
    // UserAuthConfig).
    var sqlServer = proxy.text("engineFamily").known().filter("SQLSERVER"::equals).isPresent();
    var lawful = sqlServer ? "ENABLED" : "REQUIRED";
    return Verdict.each(auths, auth -> judge(auth, lawful));
  }

  private static Verdict judge(ValueView auth, String lawful) {
    return auth.text("iamAuth")
        .whenKnown(mode -> mode.equals(lawful) ? compliant() : violation("is not " + lawful))
        .whenAbsent(violation("is not set, which RDS takes for DISABLED"));
  }

  private static Verdict judgeDefault(ResourceView proxy) {
    return proxy.text("defaultAuthScheme").whenKnown(scheme -> noWayIn()).whenAbsent(noWayIn());
  }

  private static Verdict noWayIn() {
    return notApplicable("nobody can sign in to the proxy at all, which another rule reports");
  }
}
