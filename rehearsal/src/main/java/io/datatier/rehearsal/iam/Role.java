package io.datatier.rehearsal.iam;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Quota;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Follows internal/service/iam/role.go of the provider; ranges from the IAM API, CreateRole.
 *
 * <p>Checked: trust policy grammar, 2048 characters; not deleted while it has policies managed
 * elsewhere, unless it lists policies itself.
 */
@AutoService(ResourceType.class)
public final class Role implements ResourceType {

  public static final String TYPE = "aws:iam/role:Role";

  /** IAM's default quota; it can be raised. */
  private static final int TRUST_LIMIT = 2048;

  /** The types of policies managed outside a role, with the role's own list of each. */
  private static final Map<String, String> ALONE =
      Map.of(RolePolicy.TYPE, "inlinePolicies", RolePolicyAttachment.TYPE, "managedPolicyArns");

  /** IAM user guide: "Managed policies per role". */
  static final Quota POLICIES =
      new Quota(10, "LimitExceeded", "Cannot exceed quota for PoliciesPerRole");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "IAM Role")
        .listedBy("iam list-roles", "Roles", "RoleName=name")
        .replacedBy("name", "namePrefix", "path")
        .filledByAws("inlinePolicies", "managedPolicyArns")
        .unordered("inlinePolicies", "managedPolicyArns")
        .documents("assumeRolePolicy")
        .autoNamed(AutoName.of("name", 64))
        .autoNamedIn("inlinePolicies", AutoName.of("name", 128))
        .uniqueAs("EntityAlreadyExists", "Role with name %s already exists.")
        .unread("forceDetachPolicies")
        .global()
        .atMost(1000, "LimitExceeded", "Cannot exceed quota for RolesPerAccount");
  }

  @Override
  public void check(Inputs inputs) {
    IamName.check(inputs, 64);
    IamName.checkPath(inputs);
    inputs
        .fill("forceDetachPolicies", false)
        .fill("maxSessionDuration", 3600)
        .between("maxSessionDuration", 3600, 43200, "seconds")
        .length("description", 0, 1000)
        .arn("permissionsBoundary")
        .arns("managedPolicyArns")
        .judge("assumeRolePolicy", PolicyGrammar.Kind.TRUST)
        .judge("assumeRolePolicy", PolicyGrammar.atMost(TRUST_LIMIT))
        // The bridge does so too: it has given the policy a name.
        .drop("inlinePolicies", "policy", "")
        .each("inlinePolicies", policy -> policy.judge("policy", PolicyGrammar.Kind.IDENTITY));
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties
        .withDefault("inlinePolicies", List.of())
        .withDefault("managedPolicyArns", List.of());
  }

  @Override
  public Made create(Account account, Fields properties) {
    return made(
        account,
        properties.text("name", ""),
        properties
            .with("arn", IamName.arn(account, "role", properties))
            .with("createDate", account.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .with("uniqueId", "AROA" + Ids.upper(account, "role", 17)));
  }

  @Override
  public void admit(Account account, Fields properties) {
    var attached = properties.texts("managedPolicyArns");
    Stream.concat(attached.stream(), properties.text("permissionsBoundary").stream())
        .forEach(arn -> IamPolicy.requireExisting(account, arn));
    POLICIES.allow(attached.size());
  }

  /**
   * The provider removes a role from its instance profiles. It also deletes policies managed
   * elsewhere, with forceDetachPolicies or if the role lists policies itself (DeleteRole in
   * iam/role.go).
   */
  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    var without = account.without(entity);
    for (var profile : ofRole(account, InstanceProfile.TYPE, entity)) {
      without = without.with(profile.with(profile.properties().without(List.of("role"))));
    }
    for (var each : ALONE.entrySet()) {
      var policies = ofRole(account, each.getKey(), entity);
      boolean alsoForeign =
          state.flag("forceDetachPolicies") || !state.items(each.getValue()).isEmpty();
      if (!policies.isEmpty() && !alsoForeign) {
        throw new AwsFault("DeleteConflict", "Cannot delete entity, must delete policies first.");
      }
      for (var policy : policies) {
        without = without.without(policy);
      }
    }
    return without;
  }

  private static List<Entity> ofRole(Account account, String type, Entity role) {
    return account.all(type).filter(each -> each.says("role", role.id())).toList();
  }
}
