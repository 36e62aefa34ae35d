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

/** Clients of a proxy sign in with an IAM token. An absent {@code iamAuth} means DISABLED. */
public final class ProxyRequiresIamAuthentication {

  public static final Rule RULE =
      Rule.named("proxy-requires-iam-authentication")
          .title("Clients authenticate to RDS Proxy with IAM")
          .because("every client would keep a password that works until someone changes it")
          .fix("set iamAuth to REQUIRED in every entry of auths and grant rds-db:connect")
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
    // SQL Server does not support REQUIRED; ENABLED is the strictest value (RDS API,
    // UserAuthConfig).
    var sqlServer = proxy.text("engineFamily").known().filter("SQLSERVER"::equals).isPresent();
    var lawful = sqlServer ? "ENABLED" : "REQUIRED";
    return Verdict.each(auths, auth -> judge(auth, lawful));
  }

  private static Verdict judge(ValueView auth, String lawful) {
    return auth.text("iamAuth")
        .whenKnown(mode -> mode.equals(lawful) ? compliant() : violation("is not " + lawful))
        .whenAbsent(violation("is not set, which RDS treats as DISABLED"));
  }

  private static Verdict judgeDefault(ResourceView proxy) {
    return proxy.text("defaultAuthScheme").whenKnown(scheme -> noWayIn()).whenAbsent(noWayIn());
  }

  private static Verdict noWayIn() {
    return notApplicable("the proxy has no authentication at all, which another rule reports");
  }
}
