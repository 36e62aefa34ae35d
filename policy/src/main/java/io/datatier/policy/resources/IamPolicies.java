package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.function.Function;

/** The policies of IAM that a stack writes, wherever it writes them. */
public final class IamPolicies {

  public static final String ROLE = "aws:iam/role:Role";
  public static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  public static final String POLICY = "aws:iam/policy:Policy";
  public static final String USER_POLICY = "aws:iam/userPolicy:UserPolicy";
  public static final String GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy";

  private IamPolicies() {}

  /**
   * Judges every statement of every policy that a resource holds: the inline ones of a role, the
   * one of anything else. A violation that names no place is one of the statement.
   */
  public static Verdict judge(ResourceView holder, Function<PolicyStatement, Verdict> check) {
    if (!holder.type().equals(ROLE)) {
      return judge(holder.at("policy"), check);
    }
    return holder
        .list("inlinePolicies")
        .whenKnown(all -> Verdict.each(all, inline -> judge(inline.at("policy"), check)))
        .whenAbsent(compliant());
  }

  private static Verdict judge(ValueView place, Function<PolicyStatement, Verdict> check) {
    return place
        .text("")
        .whenKnown(
            text ->
                PolicyStatement.in(text)
                    .map(statements -> judge(place, statements, check))
                    .orElseGet(() -> violation("is not a policy document of IAM")))
        .whenAbsent(compliant());
  }

  private static Verdict judge(
      ValueView place, List<PolicyStatement> statements, Function<PolicyStatement, Verdict> check) {
    return Verdict.each(
        statements, statement -> check.apply(statement).at(place.path() + "." + statement.place()));
  }
}
