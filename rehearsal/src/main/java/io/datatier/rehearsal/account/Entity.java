package io.datatier.rehearsal.account;

import io.datatier.rehearsal.value.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that exists in the account.
 *
 * @param type the resource type token
 * @param id the provider's id of it
 * @param region where it is; {@link #GLOBAL} for what belongs to no region
 * @param origin how it came to be
 * @param properties what AWS tells about it once it has settled; secrets and file contents as
 *     fingerprints only
 * @param transition what AWS did with it last, if that took time; it may be over
 */
public record Entity(
    String type,
    String id,
    String region,
    Origin origin,
    Fields properties,
    Optional<Transition> transition) {

  /** The region of IAM. */
  public static final String GLOBAL = "global";

  private static final String DELETION_DATE = "deletionDate";
  private static final List<String> STATUS = List.of("state", "status");

  /** An entity with which AWS is done. */
  public Entity(String type, String id, String region, Origin origin, Fields properties) {
    this(type, id, region, origin, properties, Optional.empty());
  }

  /** How an entity came to be. */
  public sealed interface Origin {

    /** A Pulumi program made it. */
    record Made() implements Origin {}

    /** It was there from the start: the fixture gave it. */
    record Given() implements Origin {}

    /**
     * AWS made it for another entity, and deletes it with that one.
     *
     * @param type the type token of the other entity
     * @param id the id of the other entity
     */
    record OwnedBy(String type, String id) implements Origin {}
  }

  /** This entity with other properties. */
  public Entity with(Fields changed) {
    return new Entity(type, id, region, origin, changed, transition);
  }

  /** This entity, at which AWS begins to work. */
  public Entity entering(Transition begun) {
    return new Entity(type, id, region, origin, properties, Optional.of(begun));
  }

  /** What AWS does with it at a moment, if it is not settled. */
  public Optional<Transition> transitionAt(Instant now) {
    return transition.filter(each -> !each.isOverAt(now));
  }

  /** What AWS tells about it at a moment. */
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

  /** Whether AWS is deleting it, and it will be gone without anybody's doing. */
  public boolean isBeingDeleted() {
    return transition.filter(Transition::isDeletion).isPresent();
  }

  boolean isGoneAt(Instant now) {
    return transition.filter(each -> each.isDeletion() && each.isOverAt(now)).isPresent()
        || text(DELETION_DATE).map(Instant::parse).filter(day -> !day.isAfter(now)).isPresent();
  }

  /**
   * The origin of what a program makes as a part of this entity, and AWS deletes with it. What is
   * made for something given is made all the same, and must not remain.
   */
  public Origin originOfParts() {
    return origin instanceof Origin.Given ? new Origin.Made() : new Origin.OwnedBy(type, id);
  }

  /** Whether both are one thing, at two times maybe. */
  public boolean isSame(Entity other) {
    return type.equals(other.type) && id.equals(other.id);
  }

  /** Whether AWS made it for that other entity. */
  public boolean isOwnedBy(Entity other) {
    return origin.equals(new Origin.OwnedBy(other.type, other.id));
  }

  /** Whether any of its properties is exactly that text. */
  public boolean mentions(String text) {
    return properties.allTexts().anyMatch(text::equals);
  }

  /** This entity, which AWS is to delete on a day to come. */
  public Entity scheduledForDeletion(Instant day) {
    return with(properties.with(DELETION_DATE, day.toString()));
  }

  /** Whether AWS is to delete it on a day to come, and everybody else takes it for deleted. */
  public boolean isScheduledForDeletion() {
    return properties.has(DELETION_DATE);
  }

  /** A string property. */
  public Optional<String> text(String name) {
    return properties.text(name);
  }

  /** Whether a string property has that value. */
  public boolean says(String name, String value) {
    return properties.says(name, value);
  }
}
