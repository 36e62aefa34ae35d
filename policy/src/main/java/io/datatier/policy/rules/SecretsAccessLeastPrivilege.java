package io.datatier.policy.rules;

import static io.datatier.policy.resources.IamPolicies.GROUP_POLICY;
import static io.datatier.policy.resources.IamPolicies.POLICY;
import static io.datatier.policy.resources.IamPolicies.ROLE;
import static io.datatier.policy.resources.IamPolicies.ROLE_POLICY;
import static io.datatier.policy.resources.IamPolicies.USER_POLICY;
import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.aws.SecretScope;
import io.datatier.policy.resources.IamPolicies;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who may read secrets may read those that he needs. What counts is GetSecretValue alone:
 * BatchGetSecretValue needs it for every secret besides, and takes no other resource than all.
 */
public final class SecretsAccessLeastPrivilege {

  public static final Rule RULE =
      Rule.named("secrets-access-least-privilege")
          .title("Policies let only named secrets be read")
          .because("whoever takes over one client would read the passwords of all others")
          .fix("write the ARN of each secret that is needed as Resource")
          .severity(HIGH)
          .mandatory()
          .on(ROLE, SecretsAccessLeastPrivilege::judgeRole)
          .on(ROLE_POLICY, SecretsAccessLeastPrivilege::judge)
          .on(POLICY, SecretsAccessLeastPrivilege::judge)
          .on(USER_POLICY, SecretsAccessLeastPrivilege::judge)
          .on(GROUP_POLICY, SecretsAccessLeastPrivilege::judge)
          .on(attachmentTo("Role"), SecretsAccessLeastPrivilege::judgeAttachment)
          .on(attachmentTo("User"), SecretsAccessLeastPrivilege::judgeAttachment)
          .on(attachmentTo("Group"), SecretsAccessLeastPrivilege::judgeAttachment);

  /** AWS's own policy that reads and writes every secret (IAM, "AWS managed policies"). */
  private static final Pattern MANAGED =
      Pattern.compile("arn:[^:]+:iam::aws:policy/SecretsManagerReadWrite");

  private SecretsAccessLeastPrivilege() {}

  private static String attachmentTo(String whom) {
    var module = whom.toLowerCase(Locale.ROOT) + "PolicyAttachment";
    return "aws:iam/%s:%sPolicyAttachment".formatted(module, whom);
  }

  private static Verdict judgeRole(ResourceView role) {
    return Verdict.all(
        judge(role),
        role.list("managedPolicyArns")
            .whenKnown(arns -> Verdict.each(arns, SecretsAccessLeastPrivilege::judgeManaged))
            .whenAbsent(compliant()));
  }

  private static Verdict judgeAttachment(ResourceView attachment) {
    return judgeManaged(attachment.at("policyArn"));
  }

  private static Verdict judgeManaged(ValueView arn) {
    return arn.text("")
        .whenKnown(
            text ->
                MANAGED.matcher(text).matches()
                    ? violation("is a policy of AWS that lets every secret be read and changed")
                    : compliant())
        .whenAbsent(compliant());
  }

  private static Verdict judge(ResourceView holder) {
    return IamPolicies.judge(holder, SecretsAccessLeastPrivilege::judge);
  }

  private static Verdict judge(PolicyStatement statement) {
    if (!statement.allowsAction("secretsmanager:GetSecretValue")) {
      return compliant();
    }
    var narrowed = SecretScope.isNarrowed(statement);
    return switch (SecretScope.of(statement)) {
      case EVERY ->
          narrowed
              ? violation("lets every secret be read that its conditions choose").advise()
              : violation("lets every secret be read");
      case SOME ->
          narrowed
              ? compliant()
              : violation("lets every secret be read whose name begins alike").advise();
      case ONE, NONE -> compliant();
    };
  }
}
