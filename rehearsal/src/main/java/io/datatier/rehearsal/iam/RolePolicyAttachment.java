package io.datatier.rehearsal.iam;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/iam/role_policy_attachment.go of the provider, which generates the id of
 * an attachment; its import id is the role's name and the policy's ARN.
 *
 * <p>Checked: role and policy exist; ten policies per role.
 */
@AutoService(ResourceType.class)
public final class RolePolicyAttachment implements ResourceType {

  public static final String TYPE = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "IAM Role Policy Attachment")
        .replacedBy("policyArn", "role")
        // provider/resources.go of pulumi-aws: deleting the old attachment last would delete the
        // new one with it.
        .deletedFirst()
        .global();
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    int slash = Math.max(0, id.indexOf('/'));
    var policy = id.substring(slash).replaceFirst("^/", "");
    return account
        .find(TYPE, id)
        .or(
            () ->
                of(account, id.substring(0, slash))
                    .filter(each -> each.says("policyArn", policy))
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
    if (account.find(Role.TYPE, role).isEmpty()) {
      throw new AwsFault("NoSuchEntity", "The role with name %s cannot be found.".formatted(role));
    }
    IamPolicy.requireExisting(account, policy);
    var attached = of(account, role).flatMap(each -> each.text("policyArn").stream()).distinct();
    Role.POLICIES.allow(1 + attached.filter(each -> !each.equals(policy)).count());
    return made(account, role + "-" + Ids.hex(account, "attachment", 26), properties);
  }

  /** The policies attached to a role by this resource type. */
  static Stream<Entity> of(Account account, String role) {
    return account.all(TYPE, "role", role);
  }
}
