package io.datatier.rehearsal.iam;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.stream.Stream;

/**
 * Follows internal/service/iam/role_policy.go of the provider.
 *
 * <p>Checked: policy grammar; 10240 characters; the role exists.
 */
@AutoService(ResourceType.class)
public final class RolePolicy implements ResourceType {

  public static final String TYPE = "aws:iam/rolePolicy:RolePolicy";

  /** IAM's limit for all inline policies of a role, white space not counted. */
  private static final int LIMIT = 10240;

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "IAM Role Policy")
        .listedBy("iam list-role-policies", "PolicyNames", "--role-name=role", "=name")
        .replacedBy("name", "namePrefix", "role")
        .documents("policy")
        .autoNamed()
        .global();
  }

  @Override
  public void check(Inputs inputs) {
    IamName.check(inputs, 128);
    inputs
        .judge("policy", PolicyGrammar.Kind.IDENTITY)
        .judge("policy", PolicyGrammar.atMost(LIMIT));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var role = properties.text("role", "");
    var holder =
        account.required(
            Role.TYPE,
            role,
            "NoSuchEntity",
            "The role with name %s cannot be found.".formatted(role));
    // IAM has no create call for inline policies: PutRolePolicy overwrites one with the same name.
    var id = role + ":" + properties.text("name", "");
    requireSize(account, holder, id, properties);
    return made(account, id, properties);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    account
        .find(Role.TYPE, properties.text("role", ""))
        .ifPresent(role -> requireSize(account, role, before.id(), properties));
    return Made.in(account, before.with(properties));
  }

  private static void requireSize(Account account, Entity role, String id, Fields properties) {
    var others =
        account
            .all(TYPE, "role", role.id())
            .filter(policy -> !policy.id().equals(id))
            .map(Entity::properties);
    var within = role.properties().objects("inlinePolicies").stream();
    var size =
        Stream.of(others, within, Stream.of(properties))
            .flatMap(policies -> policies)
            .mapToInt(policy -> size(policy.text("policy", "")))
            .sum();
    if (size > LIMIT) {
      throw new AwsFault(
          "LimitExceeded",
          "Maximum policy size of %d bytes exceeded for role %s: its inline policies have %d in all."
              .formatted(LIMIT, role.id(), size));
    }
  }

  private static int size(String policy) {
    return policy.replaceAll("\\s", "").length();
  }
}
