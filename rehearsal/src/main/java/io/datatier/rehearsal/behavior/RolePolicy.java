package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import java.util.regex.Pattern;

/** Follows internal/service/iam/role_policy.go of the provider. */
final class RolePolicy implements Behavior {

  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

  /** IAM's limit for all inline policies of a role, white space not counted. */
  private static final int LIMIT = 10240;

  @Override
  public Traits traits() {
    return Traits.of(Types.ROLE_POLICY, "IAM Role Policy")
        .replacedBy("name", "namePrefix", "role")
        .documents("policy")
        .autoNamed("name", 128);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches("name", NAME, "have 1 to 128 letters, digits and _+=,.@-")
        .policy("policy", PolicyGrammar.Kind.IDENTITY)
        .policyLength("policy", LIMIT);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var role = properties.text("role", "");
    if (account.find(Types.ROLE, role).isEmpty()) {
      throw new AwsFault("NoSuchEntity", "The role with name %s cannot be found.".formatted(role));
    }
    // IAM has no call to create an inline policy: to put one replaces what has its name.
    return Made.in(
        account,
        new Entity(
            Types.ROLE_POLICY,
            role + ":" + properties.text("name", ""),
            Entity.GLOBAL,
            new Origin.Made(),
            properties));
  }
}
