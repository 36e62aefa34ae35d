package io.datatier.rehearsal.account;

import io.datatier.rehearsal.value.Fields;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Something that exists in the account.
 *
 * @param type the resource type token
 * @param id the provider's id
 * @param region the region; {@link #GLOBAL} if it has none
 * @param origin who created it
 * @param properties what AWS reports once the entity is available; secrets and file contents are
 *     fingerprints
 * @param transition AWS's latest asynchronous work on it, if any; it may be over
 * @param pending the change that waits for its maintenance window, if any
 */
@RecordBuilder
public record Entity(
    String type,
    String id,
    String region,
    Origin origin,
    Fields properties,
    Optional<Transition> transition,
    Optional<Pending> pending) {

  /** The region of global services such as IAM. */
  public static final String GLOBAL = "global";

  static final String DELETION_DATE = "deletionDate";
  private static final List<String> STATUS = List.of("state", "status");

  /** An entity that is not pending. */
  public Entity(String type, String id, String region, Origin origin, Fields properties) {
    this(type, id, region, origin, properties, Optional.empty(), Optional.empty());
  }

  /** Who created an entity. */
  public sealed interface Origin {

    /** A Pulumi program created it. */
    record Made() implements Origin {}

    /** It existed from the start: it comes from the fixture. */
    record Given() implements Origin {}

    /**
     * AWS created it for another entity, and deletes it with that one.
     *
     * @param type the type token of the other entity
     * @param id the id of the other entity
     */
    record OwnedBy(String type, String id) implements Origin {}
  }

  private EntityBuilder.With copy() {
    return EntityBuilder.from(this);
  }

  /** This entity with other properties. */
  public Entity with(Fields changed) {
    return copy().withProperties(changed);
  }

  /** This entity with a new transition. */
  public Entity entering(Transition begun) {
    return copy().withTransition(Optional.of(begun));
  }

  /** This entity with another pending change, or with none. */
  public Entity awaiting(Optional<Pending> later) {
    return copy().withPending(later);
  }

  /** This entity at a later time, with its pending change made if it is due by then. */
  Entity at(Instant later) {
    return pending
        .filter(each -> !each.due().isAfter(later))
        .map(due -> with(properties.with(due.values())).awaiting(Optional.empty()))
        .orElse(this);
  }

  /** The transition at a given time, if the entity is pending then. */
  public Optional<Transition> transitionAt(Instant now) {
    return transition.filter(each -> !each.isOverAt(now));
  }

  /** What AWS reports at a given time. */
  public Fields propertiesAt(Instant now) {
    var told = properties;
    var doing = transitionAt(now);
    for (var name : STATUS) {
      if (doing.isPresent() && told.has(name)) {
        told = told.with(name, doing.get().status());
      }
    }
    return told;
  }

  /** Whether AWS is already deleting it. */
  public boolean isBeingDeleted() {
    return transition.filter(Transition::isDeletion).isPresent();
  }

  boolean isGoneAt(Instant now) {
    return transition.filter(each -> each.isDeletion() && each.isOverAt(now)).isPresent()
        || deletionDate().filter(day -> !day.isAfter(now)).isPresent();
  }

  /** When AWS deletes it, if it is scheduled for deletion; empty if that is not a valid time. */
  Optional<Instant> deletionDate() {
    try {
      return text(DELETION_DATE).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * The origin of what a program creates as part of this entity and AWS deletes with it. Parts of a
   * fixture's entity still count as created by the program, so they must not remain.
   */
  public Origin originOfParts() {
    return isGiven() ? new Origin.Made() : new Origin.OwnedBy(type, id);
  }

  /** Whether a Pulumi program created it. */
  public boolean isMade() {
    return origin instanceof Origin.Made;
  }

  /** Whether it comes from the fixture. */
  public boolean isGiven() {
    return origin instanceof Origin.Given;
  }

  /** The entity that AWS created it for, if it did. */
  public Optional<Origin.OwnedBy> owner() {
    return origin instanceof Origin.OwnedBy owner ? Optional.of(owner) : Optional.empty();
  }

  /** Whether both are the same entity, possibly at different times. */
  public boolean isSame(Entity other) {
    return type.equals(other.type) && id.equals(other.id);
  }

  /** Whether AWS created it for the other entity. */
  public boolean isOwnedBy(Entity other) {
    return origin.equals(new Origin.OwnedBy(other.type, other.id));
  }

  /** Whether any of its properties is exactly this string. */
  public boolean mentions(String text) {
    return properties.allTexts().anyMatch(text::equals);
  }

  /** This entity, scheduled for deletion. */
  public Entity scheduledForDeletion(Instant day) {
    return with(properties.with(DELETION_DATE, day.toString()));
  }

  /** This entity, no longer scheduled for deletion. */
  public Entity restored() {
    return with(properties.without(List.of(DELETION_DATE)));
  }

  /** Whether it is scheduled for deletion. To everyone but AWS it counts as deleted. */
  public boolean isScheduledForDeletion() {
    return properties.has(DELETION_DATE);
  }

  /** A string property. */
  public Optional<String> text(String name) {
    return properties.text(name);
  }

  /** Whether a string property has this value. */
  public boolean says(String name, String value) {
    return properties.says(name, value);
  }
}
