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
 * One resource type: how AWS and the provider treat it. An account is an immutable value, so an
 * operation that throws {@link AwsFault} changes nothing.
 *
 * <p>A class registers itself with {@code @AutoService(ResourceType.class)}; there is no central
 * list.
 */
public interface ResourceType {

  /** The properties of the type that do not depend on input values. */
  Traits traits();

  /**
   * The traits for one update. Override it if the inputs before and after decide which properties
   * force replacement.
   */
  default Traits traits(Fields before, Fields after) {
    return traits();
  }

  /** Finds an entity by its resource id or its import id. */
  default Optional<Entity> find(Account account, String id) {
    return account.find(traits().type(), id);
  }

  /**
   * What the provider reads of an entity.
   *
   * @param state the resource's properties in Pulumi's state; empty at an import
   */
  default Fields read(Account account, Entity entity, Fields state) {
    return entity.propertiesAt(account.now());
  }

  /** Validates and completes inputs without looking at the account, as the provider's plan does. */
  default void check(Inputs inputs) {}

  /**
   * Rejects inputs whose references are missing or incompatible. It covers only ids and ARNs that
   * AWS assigns, because it also runs at preview: such an id is known there only if its resource
   * exists. References by a name that the program chooses are checked when they are used, since
   * that name is known before the resource exists.
   */
  default void requireReferences(Account account, Fields inputs) {}

  /** Fills in the optional properties that AWS chooses. */
  default Fields settle(Account account, Fields properties) {
    return properties;
  }

  /**
   * The inputs as the provider plans with them: where it suppresses a difference, the value from
   * before stays.
   *
   * @param before the inputs, or in an update the whole state, before
   */
  default Fields planned(Fields before, Fields inputs) {
    return inputs;
  }

  /** The outputs that an update recomputes, and so are unknown in its preview. */
  default Set<String> recomputed(Fields state, Fields planned) {
    return Set.of();
  }

  /** Rejects settled properties that AWS accepts neither on create nor on update. */
  default void admit(Account account, Fields properties) {}

  /** Creates an entity with settled properties. */
  Made create(Account account, Fields properties);

  /** A new entity of this type, and the account with it. */
  default Made made(Account account, String id, Fields properties) {
    return made(account, id, new Entity.Origin.Made(), properties);
  }

  /** A new entity of this type with a given origin, and the account with it. */
  default Made made(Account account, String id, Entity.Origin origin, Fields properties) {
    return Made.in(account, entity(account, id, origin, properties));
  }

  /** A new entity of this type, which no account has yet. */
  default Entity entity(Account account, String id, Fields properties) {
    return entity(account, id, new Entity.Origin.Made(), properties);
  }

  private Entity entity(Account account, String id, Entity.Origin origin, Fields properties) {
    var region = traits().isGlobal() ? Entity.GLOBAL : account.region();
    return new Entity(traits().type(), id, region, origin, properties);
  }

  /**
   * Rejects an id that is already in use by this type.
   *
   * @throws AwsFault with this code and message
   */
  default void requireFree(Account account, String id, String code, String message) {
    if (account.find(traits().type(), id).isPresent()) {
      throw new AwsFault(code, message);
    }
  }

  /** Warnings about a new entity that AWS accepts without complaint. */
  default List<String> remarks(Account account, Entity entity) {
    return List.of();
  }

  /**
   * What this type knows to prevent an entity of any type from working, even though AWS accepted
   * it. It is evaluated on read, not on create, since the missing resources may be created later.
   */
  default List<String> silentProblems(Account account, Entity entity) {
    return List.of();
  }

  /** AWS's asynchronous work after a create call, if the provider waits for it. */
  default Optional<Work> creation(Fields made) {
    return traits().creation();
  }

  /** AWS's asynchronous work after an update that reaches AWS, if the provider waits for it. */
  default Optional<Work> modification(Fields before, Fields after) {
    return traits().modification();
  }

  /** AWS's asynchronous work after an update, if the provider waits for it. */
  default Optional<Work> modification(Entity before, Entity after) {
    var was = before.properties().without(traits().changedAtOnce());
    var is = after.properties().without(traits().changedAtOnce());
    return was.equals(is) ? Optional.empty() : modification(was, is);
  }

  /**
   * How long AWS takes to delete an entity, if the provider waits for it.
   *
   * @param state the resource's properties in Pulumi's state
   */
  default Optional<Duration> deletionTime(Fields state) {
    return traits().deletionTime();
  }

  /** Rejects an update while the entity is pending, for types where AWS does. */
  default void allowUpdate(Account account, Entity entity) {
    requireAvailable(account, entity);
  }

  /**
   * Rejects a deletion while the entity is pending, for types where AWS does.
   *
   * @param state the resource's properties in Pulumi's state
   */
  default void allowDelete(Account account, Entity entity, Fields state) {
    requireAvailable(account, entity);
  }

  /** Rejects an operation that needs an available entity while it is pending. */
  default void requireAvailable(Account account, Entity entity) {
    var doing = entity.transitionAt(account.now());
    var code = traits().unavailable();
    if (doing.isPresent() && code.isPresent()) {
      throw new AwsFault(
          code.get(),
          "%s is %s. Wait until it is available, then run the same command again."
              .formatted(entity.text("identifier").orElse(entity.id()), doing.get().status()));
    }
  }

  /** Changes an entity in place. */
  default Made update(Account account, Entity before, Fields properties) {
    return Made.in(account, before.with(properties));
  }

  /**
   * Changes an entity in place. Override it if the outcome depends on Pulumi's state: the provider
   * changes only what differs from that.
   */
  default Made update(Account account, Entity before, Fields properties, Fields state) {
    return update(account, before, properties);
  }

  /**
   * The properties of an imported resource. Provider-only settings, which AWS does not store, get
   * the value that the provider assumes, usually their default.
   */
  default Fields imported(Fields properties) {
    return properties;
  }

  /**
   * Deletes an entity, unless skipDestroy is set.
   *
   * @param state the resource's properties in Pulumi's state, which include provider-only settings
   */
  default Account delete(Account account, Entity entity, Fields state) {
    return state.flag("skipDestroy") ? account : account.without(entity);
  }

  /**
   * An entity and the account that contains it.
   *
   * @param account the account afterwards
   * @param entity the new or changed entity
   */
  record Made(Account account, Entity entity) {

    public static Made in(Account account, Entity entity) {
      return new Made(account.with(entity), entity);
    }
  }
}
