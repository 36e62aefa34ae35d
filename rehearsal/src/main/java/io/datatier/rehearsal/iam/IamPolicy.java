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
import io.datatier.rehearsal.value.Value;

/**
 * Follows internal/service/iam/policy.go of the provider, where a policy's id is its ARN. Every
 * change of the document creates a version in IAM; the provider deletes the oldest of five, so
 * there is always room for a new one.
 *
 * <p>Checked: policy grammar; 6144 characters; not deleted while attached.
 */
@AutoService(ResourceType.class)
public final class IamPolicy implements ResourceType {

  public static final String TYPE = "aws:iam/policy:Policy";

  private static final String OF_AWS = "arn:aws:iam::aws:policy/";

  /** IAM's limit for a managed policy, not counting white space. */
  private static final int LIMIT = 6144;

  /**
   * Rejects a policy that does not exist in the account. AWS managed policies are assumed to exist.
   */
  static void requireExisting(Account account, String arn) {
    if (!arn.startsWith(OF_AWS) && account.find(TYPE, arn).isEmpty()) {
      throw new AwsFault(
          "NoSuchEntity", "Policy %s does not exist or is not attachable.".formatted(arn));
    }
  }

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "IAM Policy")
        .replacedBy("description", "name", "namePrefix", "path")
        .documents("policy")
        .autoNamed()
        .uniqueAs(
            "EntityAlreadyExists",
            "A policy called %s already exists. Duplicate names are not allowed.")
        .global()
        .atMost(1500, "LimitExceeded", "Cannot exceed quota for PoliciesPerAccount");
  }

  @Override
  public void check(Inputs inputs) {
    IamName.check(inputs, 128);
    IamName.checkPath(inputs);
    inputs
        .length("description", 0, 1000)
        .judge("policy", PolicyGrammar.Kind.IDENTITY)
        .judge("policy", PolicyGrammar.atMost(LIMIT));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var arn = IamName.arn(account, "policy", properties);
    return made(
        account,
        arn,
        properties
            .with("arn", arn)
            .with("attachmentCount", Value.of(0))
            .with("policyId", "ANPA" + Ids.upper(account, "policy", 17)));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    boolean isAttached =
        account.all(RolePolicyAttachment.TYPE).anyMatch(each -> each.mentions(entity.id()))
            || account
                .all(Role.TYPE)
                .anyMatch(
                    role -> role.properties().texts("managedPolicyArns").contains(entity.id()));
    if (isAttached) {
      throw new AwsFault("DeleteConflict", "Cannot delete a policy attached to entities.");
    }
    return account.without(entity);
  }
}
