package io.datatier.policy.resources;

import static io.datatier.policy.resources.IamPolicies.ROLE;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;

import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
   * The same for a policy beside its roles, each of which must be a proxy's. What is not known to
   * belong to any role is judged as a client's.
   */
  public static Verdict unlessOfProxies(StackView stack, ResourceView policy, Verdict verdict) {
    var verdicts = new ArrayList<Verdict>();
    for (var holder : holders(stack, policy)) {
      var role = stack.inputsOf(holder.resource()).at(holder.property());
      var roles = rolesOf(stack, holder);
      if (roles.isEmpty()) {
        verdicts.add(role.isUnknown() ? undecided(role.path()) : verdict);
      }
      roles.forEach(it -> verdicts.add(unlessOfProxy(stack.inputsOf(it), verdict)));
    }
    return verdicts.isEmpty() ? verdict : Verdict.all(verdicts);
  }

  /** A resource that says by a property which role has the policy. */
  private record Holder(ResourceView resource, String property) {}

  private static List<Holder> holders(StackView stack, ResourceView policy) {
    if (policy.type().equals(IamPolicies.ROLE_POLICY)) {
      return List.of(new Holder(policy, "role"));
    }
    return stack.resources(ATTACHMENT).stream()
        .filter(it -> refersTo(stack, it, "policyArn", policy))
        .map(it -> new Holder(it, "role"))
        .toList();
  }

  private static List<ResourceView> rolesOf(StackView stack, Holder holder) {
    return stack.resources(ROLE).stream()
        .filter(role -> refersTo(stack, holder.resource(), holder.property(), role))
        .toList();
  }

  /** Known values refer by name, id or ARN, unknown ones by what they are computed from. */
  private static boolean refersTo(
      StackView stack, ResourceView from, String property, ResourceView to) {
    ValueView value = stack.inputsOf(from).at(property);
    return value.isUnknown()
        ? stack.sourcesOf(from, property).contains(to)
        : value.text("").known().stream().anyMatch(names(stack, to).toList()::contains);
  }

  private static Stream<String> names(StackView stack, ResourceView resource) {
    return Stream.of(resource, stack.inputsOf(resource))
        .flatMap(
            view -> Stream.of("id", "name", "arn").flatMap(it -> view.text(it).known().stream()));
  }
}
