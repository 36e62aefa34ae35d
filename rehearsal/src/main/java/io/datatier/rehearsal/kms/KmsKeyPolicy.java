package io.datatier.rehearsal.kms;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.PolicyGrammar;
import io.datatier.rehearsal.value.Fields;

/**
 * Follows internal/service/kms/key_policy.go of the provider: a key has one policy, so this updates
 * the key, and deleting it restores the default policy, unless it bypasses the lockout check.
 * Another keyId changes nothing in AWS, so every preview shows it again; so does an ARN, because
 * the provider reads the id.
 *
 * <p>Checked: a policy that keeps the key manageable.
 */
@AutoService(ResourceType.class)
public final class KmsKeyPolicy implements ResourceType {

  public static final String TYPE = "aws:kms/keyPolicy:KeyPolicy";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "KMS Key Policy")
        .comparedAsRead("keyId")
        .documents("policy")
        .unread("bypassPolicyLockoutSafetyCheck");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("bypassPolicyLockoutSafetyCheck", false)
        .judge("policy", PolicyGrammar.Kind.RESOURCE);
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    inputs.text("keyId").ifPresent(key -> Keys.required(account, key));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var reference = properties.text("keyId", "");
    var key = Keys.required(account, reference);
    return put(account, entity(account, reference, properties.with("keyId", key.id())));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    // resourceKeyPolicyUpdate only ever changes the policy of the first key, and the read returns
    // that key again.
    var first = before.text("keyId").orElse(before.id());
    return put(account, before.with(properties.with("keyId", first)));
  }

  private static Made put(Account account, Entity policy) {
    KmsKey.refuseLockout(policy.properties());
    var key = Keys.required(account, policy.id());
    var governed = key.properties().with("policy", policy.text("policy").orElse(""));
    return Made.in(account.with(key.with(governed)), policy);
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    var without = account.without(entity);
    if (state.flag("bypassPolicyLockoutSafetyCheck")) {
      return without;
    }
    return Keys.find(account, entity.id())
        .map(key -> key.with(key.properties().with("policy", KmsKey.defaultPolicy(account))))
        .map(without::with)
        .orElse(without);
  }
}
