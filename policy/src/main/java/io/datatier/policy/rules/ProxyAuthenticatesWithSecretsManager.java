package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.regex.Pattern;

/**
 * A proxy signs in to its database with secrets from Secrets Manager or, without a password, with
 * IAM ({@code defaultAuthScheme} of IAM_AUTH, since 2025).
 */
public final class ProxyAuthenticatesWithSecretsManager {

  public static final Rule RULE =
      Rule.named("proxy-authenticates-with-secrets-manager")
          .title("RDS Proxy authenticates with Secrets Manager")
          .because("a password kept elsewhere is not rotated, and others can read it")
          .fix("set authScheme to SECRETS and secretArn to a secret's ARN in every entry of auths")
          .severity(HIGH)
          .mandatory()
          .on("aws:rds/proxy:Proxy", ProxyAuthenticatesWithSecretsManager::judge);

  /** The characters of a name (Secrets Manager API, CreateSecret) and "!", which services use. */
  private static final Pattern SECRET_ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@!-]+");

  private ProxyAuthenticatesWithSecretsManager() {}

  private static Verdict judge(ResourceView proxy) {
    return proxy
        .list("auths")
        .whenKnown(
            auths ->
                auths.isEmpty()
                    ? judgeDefault(proxy, "is empty")
                    : Verdict.each(auths, auth -> judge(proxy, auth)))
        .whenAbsent(() -> judgeDefault(proxy, "is not set"));
  }

  private static Verdict judgeDefault(ResourceView proxy, String auths) {
    var noWayIn = violation("auths", auths);
    return proxy
        .text("defaultAuthScheme")
        .whenKnown(
            scheme ->
                scheme.equals("IAM_AUTH")
                    ? notApplicable("the proxy uses IAM end to end and has no password")
                    : noWayIn)
        .whenAbsent(noWayIn);
  }

  private static Verdict judge(ResourceView proxy, ValueView auth) {
    var byIam = proxy.text("defaultAuthScheme").known().filter("IAM_AUTH"::equals).isPresent();
    return Verdict.all(
        auth.text("authScheme")
            .whenKnown(
                scheme -> scheme.equals("SECRETS") ? compliant() : violation("is not SECRETS"))
            // The API has this one scheme, and it is the default.
            .whenAbsent(compliant()),
        auth.text("secretArn")
            .whenKnown(
                arn ->
                    SECRET_ARN.matcher(arn).matches()
                        ? compliant()
                        : violation("is not the ARN of a secret in Secrets Manager"))
            .whenAbsent(byIam ? compliant() : violation("is not set")));
  }
}
