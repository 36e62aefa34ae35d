package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What AWS and the provider do for one resource type. An account is a value, so what cannot be done
 * throws {@link AwsFault}, and then nothing has happened.
 */
public interface ResourceType {

  /** What does not depend on values. */
  Traits traits();

  /**
   * The traits that hold for a change, where it depends on the inputs before and after it what
   * replaces the resource.
   */
  default Traits traits(Fields before, Fields after) {
    return traits();
  }

  /** Finds the entity of a resource's id, or of the id by which one imports it. */
  default Optional<Entity> find(Account account, String id) {
    return account.find(traits().type(), id);
  }

  /** Judges and completes inputs without looking at the account, as the provider's plan does. */
  default void check(Inputs inputs) {}

  /**
   * Refuses inputs that refer, by an id or ARN that only AWS gives out, to what does not exist or
   * does not fit. It is asked at preview too: such an id is known there only if it exists. What
   * refers by a name of the program's choosing is judged when it is used, since that name is known
   * before anything has it.
   */
  default void refer(Account account, Fields inputs) {}

  /** Completes properties with what AWS decides when nobody says. */
  default Fields settle(Account account, Fields properties) {
    return properties;
  }

  /**
   * The outputs of which every change makes new ones, so that a preview of a change does not know
   * them.
   */
  default Set<String> renewed(Fields properties) {
    return Set.of();
  }

  /** Creates an entity of settled properties. */
  Made create(Account account, Fields properties);

  /** What the user should know of an entity that was just made, though AWS takes it as it is. */
  default List<String> remarks(Account account, Entity entity) {
    return List.of();
  }

  /**
   * What keeps an entity from doing its work, though AWS took it as it is. It is asked when an
   * entity is looked at, not when it is made, since what it needs may come after it.
   */
  default List<String> troubles(Account account, Entity entity) {
    return List.of();
  }

  /** Changes an entity in place. */
  default Made update(Account account, Entity before, Fields properties) {
    return Made.in(account, before.with(properties));
  }

  /**
   * Changes an entity in place, where it matters what Pulumi's state knows of it: the provider
   * changes no more than what differs from that.
   */
  default Made update(Account account, Entity before, Fields properties, Fields state) {
    return update(account, before, properties);
  }

  /**
   * The properties of a resource that is taken over, with what the provider assumes of those that
   * steer only itself and that AWS does not know; for most that is their default.
   */
  default Fields imported(Fields properties) {
    return properties;
  }

  /**
   * Deletes an entity.
   *
   * @param state the resource's properties in Pulumi's state, for those that steer only the
   *     provider and that AWS does not know
   */
  default Account delete(Account account, Entity entity, Fields state) {
    return account.without(entity);
  }

  /**
   * An entity and the account that has it.
   *
   * @param account the account afterwards
   * @param entity what was made or changed
   */
  record Made(Account account, Entity entity) {

    public static Made in(Account account, Entity entity) {
      return new Made(account.with(entity), entity);
    }
  }
}
