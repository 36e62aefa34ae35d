package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;

/**
 * A resource policy that is a resource of its own. Its owner has only one policy, so an inline
 * policy and an attached one overwrite each other.
 */
public abstract class ResourcePolicy implements ResourceType {

  private final Traits traits;
  private final String reference;

  /**
   * A policy.
   *
   * @param reference the property with the owner's id
   */
  protected ResourcePolicy(Traits traits, String reference) {
    this.traits = traits.replacedBy(reference).documents("policy");
    this.reference = reference;
  }

  /**
   * The owner of the policy.
   *
   * @throws AwsFault if it does not exist
   */
  protected abstract Entity owner(Account account, String id);

  /** Whether the next refresh shows the changed policy on the owner. */
  protected boolean isShownByOwner() {
    return true;
  }

  @Override
  public final Traits traits() {
    return traits;
  }

  @Override
  public void check(Inputs inputs) {
    inputs.judge("policy", PolicyGrammar.Kind.RESOURCE);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var id = properties.text(reference, "");
    return put(account, entity(account, id, properties));
  }

  @Override
  public final Made update(Account account, Entity before, Fields properties) {
    return put(account, before.with(properties));
  }

  /** Sets the policy on the owner. */
  protected Made put(Account account, Entity policy) {
    var owner = owner(account, policy.id());
    var text = policy.text("policy").orElse("");
    boolean saysItself = !owner.text("policy").orElse("").isEmpty() && isShownByOwner();
    return Made.in(
        saysItself ? account.with(owner.with(owner.properties().with("policy", text))) : account,
        policy);
  }
}
