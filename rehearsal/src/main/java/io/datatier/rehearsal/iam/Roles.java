package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import java.util.Optional;

/** IAM roles that services refer to. */
public final class Roles {

  private Roles() {}

  /** Rejects a role that does not exist in this account or that a service cannot assume. */
  public static void requireTrusted(
      Account account, Optional<String> arn, String service, String code) {
    arn.ifPresent(each -> requireTrusted(account, each, service, Context.UNKNOWN, code));
  }

  /**
   * Rejects a role that does not exist in this account or that a service cannot assume.
   *
   * @param source the ARN of the resource that the service assumes it for ({@code aws:SourceArn})
   */
  public static void requireTrusted(
      Account account, Optional<String> arn, String service, String source, String code) {
    var context = Context.UNKNOWN.with("aws:SourceArn", source);
    arn.ifPresent(each -> requireTrusted(account, each, service, context, code));
  }

  private static void requireTrusted(
      Account account, String arn, String service, Context context, String code) {
    var role =
        account.requiredBy(
            Role.TYPE, "arn", arn, code, "The role " + arn + " does not exist in this account.");
    var assumes =
        new Request(
            Caller.service(service),
            "sts:AssumeRole",
            arn,
            context
                .with("aws:PrincipalIsAWSService", "true")
                .with("aws:PrincipalServiceName", service)
                .with("aws:SourceAccount", account.number())
                .without("sts:ExternalId"));
    if (PolicyDocument.of(role.text("assumeRolePolicy").orElse("{}")).evaluate(assumes).isFalse()) {
      throw new AwsFault(
          code,
          "The role %s cannot be assumed by %s: its trust policy must allow sts:AssumeRole to that service."
              .formatted(arn, service));
    }
  }
}
