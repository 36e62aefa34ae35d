package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All there is to know of one resource type: what AWS and the provider do for it. An account is a
 * value, so what cannot be done throws {@link AwsFault}, and then nothing has happened.
 *
 * <p>A class registers itself with {@code @AutoService(ResourceType.class)}; there is no list to
 * enter it into.
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

  /** Refuses settled properties that AWS would take neither for a new entity nor for a change. */
  default void admit(Account account, Fields properties) {}

  /** Creates an entity of settled properties. */
  Made create(Account account, Fields properties);

  /** A new entity of this type, and the account with it. */
  default Made made(Account account, String id, Fields properties) {
    return made(account, id, new Entity.Origin.Made(), properties);
  }

  /** A new entity of this type that came to be in some way, and the account with it. */
  default Made made(Account account, String id, Entity.Origin origin, Fields properties) {
    var region = traits().isGlobal() ? Entity.GLOBAL : account.region();
    return Made.in(account, new Entity(traits().type(), id, region, origin, properties));
  }

  /**
   * Refuses an id that another entity of this type has.
   *
   * @throws AwsFault with this code and message
   */
  default void mustBeFree(Account account, String id, String code, String message) {
    if (account.find(traits().type(), id).isPresent()) {
      throw new AwsFault(code, message);
    }
  }

  /** What the user should know of an entity that was just made, though AWS takes it as it is. */
  default List<String> remarks(Account account, Entity entity) {
    return List.of();
  }

  /**
   * What keeps an entity of any type from doing its work, as far as this type can tell, though AWS
   * took it as it is. It is asked when an entity is looked at, not when it is made, since what it
   * needs may come after it.
   */
  default List<String> troubles(Account account, Entity entity) {
    return List.of();
  }

  /** What AWS is at work on after a call has made an entity, if the provider waits for it. */
  default Optional<Work> making(Fields made) {
    return traits().making();
  }

  /** What AWS is at work on after a change that it notices, if the provider waits for it. */
  default Optional<Work> changing(Fields before, Fields after) {
    return traits().changing();
  }

  /** What AWS is at work on after a change, if the provider waits for it. */
  default Optional<Work> changing(Entity before, Entity after) {
    var was = before.properties().without(traits().atOnce());
    var is = after.properties().without(traits().atOnce());
    return was.equals(is) ? Optional.empty() : changing(was, is);
  }

  /**
   * How long an entity is there after AWS was told to delete it, if the provider waits for that.
   *
   * @param state the resource's properties in Pulumi's state
   */
  default Optional<Duration> going(Fields state) {
    return traits().going();
  }

  /** Refuses to change an entity on which AWS is at work, if AWS does. */
  default void allowUpdate(Account account, Entity entity) {
    mustBeAvailable(account, entity);
  }

  /**
   * Refuses to delete an entity on which AWS is at work, if AWS does.
   *
   * @param state the resource's properties in Pulumi's state
   */
  default void allowDelete(Account account, Entity entity, Fields state) {
    mustBeAvailable(account, entity);
  }

  /** Refuses what needs an entity on which AWS is not at work. */
  default void mustBeAvailable(Account account, Entity entity) {
    var doing = entity.transitionAt(account.now());
    var code = traits().unavailable();
    if (doing.isPresent() && code.isPresent()) {
      throw new AwsFault(
          code.get(),
          "%s is %s, and not available. Wait until it is, and run the same command again."
              .formatted(entity.text("identifier").orElse(entity.id()), doing.get().status()));
    }
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
   * Deletes an entity, unless the program asks the provider to leave it.
   *
   * @param state the resource's properties in Pulumi's state, for those that steer only the
   *     provider and that AWS does not know
   */
  default Account delete(Account account, Entity entity, Fields state) {
    return state.flag("skipDestroy") ? account : account.without(entity);
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
