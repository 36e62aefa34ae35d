package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the policies of a role allow. A role that was given, or that has policies of which it is not
 * known here what they say, is taken to be right.
 */
public final class RolePermissions {

  private final Entity role;
  private final List<PolicyDocument> policies;

  private RolePermissions(Entity role, List<PolicyDocument> policies) {
    this.role = role;
    this.policies = policies;
  }

  /** The permissions of a role; empty when they are not known. */
  public static Optional<RolePermissions> of(Account account, String roleArn) {
    return account
        .findBy(Types.ROLE, "arn", roleArn)
        .filter(role -> role.origin() instanceof Origin.Made)
        .flatMap(role -> of(account, role));
  }

  private static Optional<RolePermissions> of(Account account, Entity role) {
    var attached =
        account
            .all(Types.ROLE_POLICY)
            .filter(policy -> policy.text("role").equals(Optional.of(role.id())))
            .map(policy -> policy.properties().get("policy"));
    var within =
        role.properties().objects("inlinePolicies").stream().map(policy -> policy.get("policy"));
    var inline =
        Stream.concat(attached, within).flatMap(Optional::stream).map(RolePermissions::document);
    var managed =
        Stream.concat(
                role.properties().texts("managedPolicyArns").stream(),
                RolePolicyAttachment.of(account, role.id())
                    .flatMap(each -> each.text("policyArn").stream()))
            .map(arn -> managed(account, arn));
    var documents = Stream.concat(inline, managed).toList();
    return documents.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            new RolePermissions(role, documents.stream().flatMap(Optional::stream).toList()))
        : Optional.empty();
  }

  private static Optional<PolicyDocument> managed(Account account, String arn) {
    return account
        .find(Types.POLICY, arn)
        .flatMap(policy -> policy.text("policy"))
        .map(PolicyDocument::of)
        .or(() -> AwsPolicies.of(arn));
  }

  private static Optional<PolicyDocument> document(Value policy) {
    return policy instanceof Value.Text text
        ? Optional.of(PolicyDocument.of(text.value()))
        : Optional.empty();
  }

  /** The role's name. */
  public String role() {
    return role.id();
  }

  public String arn() {
    return role.text("arn").orElse("");
  }

  /** Whether an action on a resource is allowed. */
  public boolean allow(String action, String resource) {
    return policies.stream().anyMatch(policy -> policy.allows(action, resource));
  }
}
