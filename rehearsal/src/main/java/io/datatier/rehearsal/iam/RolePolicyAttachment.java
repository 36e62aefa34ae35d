package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Quotas;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/iam/role_policy_attachment.go of the provider, whose id of an attachment
 * is made up; it is imported by the role's name and the policy's ARN.
 */
public final class RolePolicyAttachment implements ResourceType {

  @Override
  public Traits traits() {
    return Traits.of(Types.ROLE_POLICY_ATTACHMENT, "IAM Role Policy Attachment")
        .replacedBy("policyArn", "role");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    int slash = Math.max(0, id.indexOf('/'));
    var policy = id.substring(slash).replaceFirst("^/", "");
    return account
        .find(Types.ROLE_POLICY_ATTACHMENT, id)
        .or(
            () ->
                of(account, id.substring(0, slash))
                    .filter(each -> each.text("policyArn").equals(Optional.of(policy)))
                    .findFirst());
  }

  @Override
  public void check(Inputs inputs) {
    inputs.arn("policyArn");
  }

  @Override
  public Made create(Account account, Fields properties) {
    var role = properties.text("role", "");
    var policy = properties.text("policyArn", "");
    if (account.find(Types.ROLE, role).isEmpty()) {
      throw new AwsFault("NoSuchEntity", "The role with name %s cannot be found.".formatted(role));
    }
    IamPolicy.mustExist(account, policy);
    var attached = of(account, role).flatMap(each -> each.text("policyArn").stream()).distinct();
    Quotas.policiesOfARole(1 + attached.filter(each -> !each.equals(policy)).count());
    return Made.in(
        account,
        new Entity(
            Types.ROLE_POLICY_ATTACHMENT,
            role + "-" + account.draw("attachment", 26),
            Entity.GLOBAL,
            new Origin.Made(),
            properties));
  }

  /** What is attached to a role by resources of their own. */
  static Stream<Entity> of(Account account, String role) {
    return account
        .all(Types.ROLE_POLICY_ATTACHMENT)
        .filter(attachment -> attachment.text("role").equals(Optional.of(role)));
  }
}
