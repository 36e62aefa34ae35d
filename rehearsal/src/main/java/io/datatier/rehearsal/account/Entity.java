package io.datatier.rehearsal.account;

import io.datatier.rehearsal.value.Fields;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that exists in the account.
 *
 * @param type the resource type token
 * @param id the provider's id of it
 * @param region where it is; {@link #GLOBAL} for what belongs to no region
 * @param origin how it came to be
 * @param properties what AWS would tell about it; secrets and file contents as fingerprints only
 */
public record Entity(String type, String id, String region, Origin origin, Fields properties) {

  /** The region of IAM. */
  public static final String GLOBAL = "global";

  private static final String DELETION_DATE = "deletionDate";

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
    return new Entity(type, id, region, origin, changed);
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
}
