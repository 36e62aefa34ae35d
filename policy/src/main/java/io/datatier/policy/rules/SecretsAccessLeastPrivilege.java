package io.datatier.policy.rules;

import static io.datatier.policy.resources.IamPolicies.GROUP_POLICY;
import static io.datatier.policy.resources.IamPolicies.PERMISSION_SET;
import static io.datatier.policy.resources.IamPolicies.POLICY;
import static io.datatier.policy.resources.IamPolicies.ROLE;
import static io.datatier.policy.resources.IamPolicies.ROLE_POLICY;
import static io.datatier.policy.resources.IamPolicies.SECRET;
import static io.datatier.policy.resources.IamPolicies.SECRET_POLICY;
import static io.datatier.policy.resources.IamPolicies.USER_POLICY;
import static io.datatier.policy.resources.PolicyAttachment.ALL_OF_GROUP;
import static io.datatier.policy.resources.PolicyAttachment.ALL_OF_ROLE;
import static io.datatier.policy.resources.PolicyAttachment.ALL_OF_USER;
import static io.datatier.policy.resources.PolicyAttachment.ON_ROLE;
import static io.datatier.policy.resources.PolicyAttachment.TO_GROUP;
import static io.datatier.policy.resources.PolicyAttachment.TO_PERMISSION_SET;
import static io.datatier.policy.resources.PolicyAttachment.TO_ROLE;
import static io.datatier.policy.resources.PolicyAttachment.TO_SEVERAL;
import static io.datatier.policy.resources.PolicyAttachment.TO_USER;
import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.PolicyCondition.Narrowing;
import io.datatier.policy.aws.PolicyDocument;
import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.aws.SecretScope;
import io.datatier.policy.resources.IamPolicies;
import io.datatier.policy.resources.PolicyAttachment;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.regex.Pattern;

/**
 * Policies allow reading only the secrets that are needed. Only GetSecretValue counts:
 * BatchGetSecretValue also needs it for each secret, and accepts no resource but {@code *}.
 */
public final class SecretsAccessLeastPrivilege {

  public static final Rule RULE =
      Rule.named("secrets-access-least-privilege")
          .title("IAM policies allow reading only named secrets")
          .because("whoever takes over one client could read every other client's password")
          .fix("list the ARN of each needed secret as Resource")
          .severity(HIGH)
          .mandatory()
          .on(ROLE, SecretsAccessLeastPrivilege::judgeRole)
          .on(ROLE_POLICY, SecretsAccessLeastPrivilege::judge)
          .on(POLICY, SecretsAccessLeastPrivilege::judge)
          .on(USER_POLICY, SecretsAccessLeastPrivilege::judge)
          .on(GROUP_POLICY, SecretsAccessLeastPrivilege::judge)
          .on(PERMISSION_SET, SecretsAccessLeastPrivilege::judge)
          .on(TO_ROLE.type(), it -> judgeAttached(it, TO_ROLE))
          .on(TO_USER.type(), it -> judgeAttached(it, TO_USER))
          .on(TO_GROUP.type(), it -> judgeAttached(it, TO_GROUP))
          .on(TO_SEVERAL.type(), it -> judgeAttached(it, TO_SEVERAL))
          .on(ALL_OF_ROLE.type(), it -> judgeAttached(it, ALL_OF_ROLE))
          .on(ALL_OF_USER.type(), it -> judgeAttached(it, ALL_OF_USER))
          .on(ALL_OF_GROUP.type(), it -> judgeAttached(it, ALL_OF_GROUP))
          .on(TO_PERMISSION_SET.type(), it -> judgeAttached(it, TO_PERMISSION_SET))
          .on(SECRET, SecretsAccessLeastPrivilege::judgeOwnPolicy)
          .on(SECRET_POLICY, SecretsAccessLeastPrivilege::judgeOwnPolicy);

  private static final String READ = "secretsmanager:GetSecretValue";

  /** What limits who asks (IAM user guide, "AWS global condition context keys"). */
  private static final Pattern WHO =
      Pattern.compile(
          "aws:(?:principal(?:arn|account|orgid|orgpaths|servicename|tag/.*)|userid|username"
              + "|source(?:account|arn|orgid|orgpaths|owner|vpc|vpce|vpcarn|ip)|vpcsourceip"
              + "|viaawsservice|calledvia(?:first|last)?)"
              + "|kms:calleraccount");

  /**
   * The AWS managed policy that allows reading and writing every secret (IAM, "AWS managed
   * policies").
   */
  private static final Pattern MANAGED =
      Pattern.compile("arn:[^:]+:iam::aws:policy/SecretsManagerReadWrite");

  private SecretsAccessLeastPrivilege() {}

  private static Verdict judgeRole(ResourceView role) {
    return Verdict.all(judge(role), judgeAttached(role, ON_ROLE));
  }

  private static Verdict judgeAttached(ResourceView resource, PolicyAttachment form) {
    return Verdict.each(
        resource.at(form.policies()).leaves(), SecretsAccessLeastPrivilege::judgeManaged);
  }

  private static Verdict judgeManaged(ValueView arn) {
    return arn.text("")
        .whenKnown(
            text ->
                MANAGED.matcher(text).matches()
                    ? violation(
                        "is an AWS managed policy that allows reading and changing every secret")
                    : compliant())
        .whenAbsent(compliant());
  }

  private static Verdict judge(ResourceView holder) {
    return IamPolicies.judge(holder, SecretsAccessLeastPrivilege::judge);
  }

  private static Verdict judge(PolicyDocument document, PolicyStatement statement) {
    if (!statement.allowsAction(READ)) {
      return compliant();
    }
    var narrowing = SecretScope.narrowing(document, statement);
    return switch (SecretScope.of(document, statement)) {
      case EVERY ->
          switch (narrowing) {
            case YES -> compliant();
            case PERHAPS ->
                violation("may allow reading every secret, depending on its conditions").advise();
            case NO -> violation("allows reading every secret");
          };
      case SOME ->
          narrowing == Narrowing.NO
              ? violation("allows reading every secret with this name prefix").advise()
              : compliant();
      case ONE, NONE -> compliant();
    };
  }

  /** In a secret's own policy the resource is that secret, and what counts is who may read it. */
  private static Verdict judgeOwnPolicy(ResourceView secret) {
    return IamPolicies.judge(secret, SecretsAccessLeastPrivilege::judgeOwn);
  }

  private static Verdict judgeOwn(PolicyDocument document, PolicyStatement statement) {
    if (!statement.allowsAction(READ) || !statement.isForEveryone()) {
      return compliant();
    }
    return switch (document.narrowing(READ, statement, WHO.asMatchPredicate())) {
      case YES -> compliant();
      case PERHAPS ->
          violation("may allow anyone to read the secret, depending on its conditions").advise();
      case NO -> violation("allows anyone to read the secret");
    };
  }
}
