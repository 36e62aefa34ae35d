package io.datatier.policy.resources;

import static io.datatier.policy.resources.IamPolicies.POLICY;
import static io.datatier.policy.resources.IamPolicies.ROLE;
import static io.datatier.policy.resources.IamPolicies.ROLE_POLICY;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;

import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import io.datatier.policy.sdk.joins.Referred;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may assume the roles that hold a policy. A role that RDS alone assumes is a proxy's own: with
 * IAM from end to end the proxy signs in to the database as it (RDS user guide, "Connecting to a
 * database through RDS Proxy").
 */
public final class RoleTrust {

  private static final String ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

  private static final Pattern RDS = Pattern.compile("Service:rds\\.amazonaws\\.com(?:\\.cn)?");

  private RoleTrust() {}

  /** A verdict on what a role may do, unless RDS alone assumes the role. */
  public static Verdict unlessOfProxy(ResourceView role, Verdict verdict) {
    var trust = role.text("assumeRolePolicy");
    if (trust.isUnknown()) {
      return undecided("assumeRolePolicy");
    }
    return trust.known().filter(RoleTrust::isOfRds).isPresent() ? compliant() : verdict;
  }

  private static boolean isOfRds(String trust) {
    var principals =
        PolicyStatement.in(trust).stream()
            .flatMap(List::stream)
            .filter(PolicyStatement::allows)
            .flatMap(statement -> statement.principals().stream())
            .toList();
    return !principals.isEmpty() && principals.stream().allMatch(it -> RDS.matcher(it).matches());
  }

  /**
   * The same for a policy beside its roles, each of which must be a proxy's. A role that the stack
   * does not have is judged as a client's, and so is a policy that no role has yet.
   */
  public static Verdict unlessOfProxies(StackView stack, ResourceView policy, Verdict verdict) {
    var roles = References.to(stack, ROLE);
    if (policy.type().equals(ROLE_POLICY)) {
      return judge(stack, roles.from(policy, "role"), verdict);
    }
    var policies = References.to(stack, POLICY);
    var verdicts = new ArrayList<Verdict>();
    for (var attachment : stack.resources(ATTACHMENT)) {
      var referred = policies.from(attachment, "policyArn");
      if (referred.all().contains(policy.urn())) {
        verdicts.add(judge(stack, roles.from(attachment, "role"), verdict));
      }
      referred.open().ifPresent(path -> verdicts.add(undecided(path).about(attachment.urn())));
    }
    return verdicts.isEmpty() ? verdict : Verdict.all(verdicts);
  }

  private static Verdict judge(StackView stack, Referred roles, Verdict verdict) {
    var verdicts = new ArrayList<Verdict>();
    for (var role : roles.all()) {
      verdicts.add(
          stack
              .resource(role)
              .map(it -> unlessOfProxy(stack.inputsOf(it), verdict))
              .orElse(verdict));
    }
    roles.open().ifPresent(path -> verdicts.add(undecided(path)));
    return verdicts.isEmpty() ? verdict : Verdict.all(verdicts);
  }
}
