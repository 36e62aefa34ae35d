package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;

import io.datatier.policy.aws.PolicyDocument;
import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.function.BiFunction;

/** The IAM policies of a stack, in all resource types that contain one. */
public final class IamPolicies {

  public static final String ROLE = "aws:iam/role:Role";
  public static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  public static final String POLICY = "aws:iam/policy:Policy";
  public static final String USER_POLICY = "aws:iam/userPolicy:UserPolicy";
  public static final String GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy";

  /** What the people of IAM Identity Center may do in an account. */
  public static final String PERMISSION_SET =
      "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";

  /** A secret's policy is in the secret or in a separate resource. */
  public static final String SECRET = "aws:secretsmanager/secret:Secret";

  public static final String SECRET_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";

  private IamPolicies() {}

  /**
   * Judges every statement of every policy in a resource: the inline policies of a role, the one
   * policy of other types. A violation without a path gets that of its statement. What is no policy
   * document, such as a text that is put in later, is undecided.
   */
  public static Verdict judge(
      ResourceView holder, BiFunction<PolicyDocument, PolicyStatement, Verdict> check) {
    if (!holder.type().equals(ROLE)) {
      var property = holder.type().equals(PERMISSION_SET) ? "inlinePolicy" : "policy";
      return judge(holder.at(property), check);
    }
    return holder
        .list("inlinePolicies")
        .whenKnown(all -> Verdict.each(all, inline -> judge(inline.at("policy"), check)))
        .whenAbsent(compliant());
  }

  private static Verdict judge(
      ValueView place, BiFunction<PolicyDocument, PolicyStatement, Verdict> check) {
    return place
        .text("")
        .whenKnown(
            text ->
                PolicyDocument.in(text)
                    .map(document -> judge(place, document, check))
                    .orElseGet(() -> undecided(place.path())))
        .whenAbsent(compliant());
  }

  private static Verdict judge(
      ValueView place,
      PolicyDocument document,
      BiFunction<PolicyDocument, PolicyStatement, Verdict> check) {
    return Verdict.each(
        document.statements(),
        statement -> check.apply(document, statement).at(place.path() + "." + statement.place()));
  }
}
