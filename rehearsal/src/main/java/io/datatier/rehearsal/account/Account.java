package io.datatier.rehearsal.account;

import com.google.gson.JsonParseException;
import io.datatier.rehearsal.value.Sha256;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An AWS account, as one immutable value. Lookups see the entities of one region and the global
 * ones, as in AWS.
 *
 * @param number the twelve digits
 * @param region the region that lookups see and new entities belong to
 * @param salt the salt of this account's fingerprints
 * @param changes the number of changes so far; generated ids derive from it
 * @param entities everything that exists
 * @param now the time on the account's clock, which may be ahead of the real one
 * @param calls the counts of the calls that a fault may apply to
 */
@RecordBuilder
public record Account(
    String number,
    String region,
    String salt,
    long changes,
    List<Entity> entities,
    Instant now,
    CallCounts calls) {

  /** The account number of every rehearsal: the example number in AWS's documentation. */
  public static final String NUMBER = "123456789012";

  private static final String ANYWHERE = "us-east-1";
  private static final Set<String> SNAPSHOTS =
      Set.of("aws:rds/snapshot:Snapshot", "aws:rds/clusterSnapshot:ClusterSnapshot");

  public Account {
    entities =
        entities.stream()
            .sorted(Comparator.comparing(Entity::type).thenComparing(Entity::id))
            .toList();
  }

  /** An empty account. */
  public static Account empty() {
    var salt = new byte[8];
    new SecureRandom().nextBytes(salt);
    return new Account(
        NUMBER,
        ANYWHERE,
        HexFormat.of().formatHex(salt),
        0,
        List.of(),
        Instant.now(),
        CallCounts.NONE);
  }

  /**
   * A new account with the entities of a fixture file.
   *
   * @throws IOException if the fixture cannot be read
   * @throws InvalidAccountFile if it does not contain an account
   */
  public static Account startingWith(Path fixture) throws IOException {
    var given = fixture(fixture);
    var fresh = empty();
    return new Account(
        given.number, given.region, fresh.salt, 0, given.entities, fresh.now, CallCounts.NONE);
  }

  private static Account fixture(Path file) throws IOException {
    try {
      return AccountJson.read(Files.readString(file));
    } catch (JsonParseException e) {
      throw new InvalidAccountFile(file, "fixture", "Fix it.", e);
    }
  }

  private AccountBuilder.With copy() {
    return AccountBuilder.from(this);
  }

  /** This account, viewed from a region. */
  public Account in(String other) {
    return copy().withRegion(other);
  }

  /** This account as its file has it, which knows no view. */
  Account asRead() {
    return in(ANYWHERE);
  }

  /** Finds an entity. */
  public Optional<Entity> find(String type, String id) {
    return all(type).filter(entity -> entity.id().equals(id)).findFirst();
  }

  /** Finds an entity by a property that identifies it, such as its ARN or its name. */
  public Optional<Entity> findBy(String type, String property, String value) {
    return all(type, property, value).findFirst();
  }

  /**
   * An entity that must exist.
   *
   * @throws AwsFault with this code and message if it does not exist
   */
  public Entity required(String type, String id, String code, String message) {
    return find(type, id).orElseThrow(() -> new AwsFault(code, message));
  }

  /**
   * An entity that must exist, found by a property that identifies it.
   *
   * @throws AwsFault with this code and message if it does not exist
   */
  public Entity requiredBy(
      String type, String property, String value, String code, String message) {
    return findBy(type, property, value).orElseThrow(() -> new AwsFault(code, message));
  }

  /** All entities of a type with this property value. */
  public Stream<Entity> all(String type, String property, String value) {
    return all(type).filter(entity -> entity.says(property, value));
  }

  /** All entities of a type. */
  public Stream<Entity> all(String type) {
    return entities.stream().filter(this::isVisible).filter(each -> each.type().equals(type));
  }

  /** All other entities that refer to this one by id, except those that it owns. */
  public Stream<Entity> using(Entity used) {
    return entities.stream()
        .filter(this::isVisible)
        .filter(entity -> !entity.id().equals(used.id()) && !entity.isOwnedBy(used))
        .filter(entity -> entity.mentions(used.id()));
  }

  private boolean isVisible(Entity entity) {
    return entity.region().equals(region) || entity.region().equals(Entity.GLOBAL);
  }

  /** This account with an entity, which replaces the one with the same type and id, if any. */
  public Account with(Entity entity) {
    var changed = new ArrayList<>(entities);
    changed.removeIf(entity::isSame);
    changed.add(entity);
    return copy().withEntities(changed);
  }

  /** This account without an entity and the entities that AWS created for it. */
  public Account without(Entity entity) {
    var changed = new ArrayList<>(entities);
    changed.removeIf(each -> entity.isSame(each) || each.isOwnedBy(entity));
    return copy().withEntities(changed);
  }

  /**
   * This account at a later time, without the entities that AWS has deleted by then and with the
   * pending changes that it has made. The clock never goes back.
   */
  public Account at(Instant later) {
    if (!later.isAfter(now)) {
      return this;
    }
    var settled = entities.stream().map(entity -> entity.at(later)).toList();
    var then = copy().withEntities(settled).copy().withNow(later);
    for (var gone : entities.stream().filter(entity -> entity.isGoneAt(later)).toList()) {
      then = then.without(gone);
    }
    return then;
  }

  /** Whether any entity is still pending. */
  public boolean isInTransition() {
    return entities.stream().anyMatch(entity -> entity.transitionAt(now).isPresent());
  }

  /** This account, one change later: new ids differ from now on. */
  public Account changed() {
    return copy().withChanges(changes + 1);
  }

  /**
   * This account with other call counts. With {@link CallCounts#NONE} every fault can happen again.
   */
  public Account after(CallCounts counted) {
    return copy().withCalls(counted);
  }

  /**
   * Generates lower-case hex digits, which differ by purpose and with every change to the account.
   */
  public String draw(String purpose, int digits) {
    var drawn = digest(number + ":" + changes + ":" + purpose);
    return drawn.substring(0, digits);
  }

  /** Lower-case hex digits that stay the same for a purpose in this account and region. */
  public String constant(String purpose, int digits) {
    return digest(number + ":" + region + ":" + purpose).substring(0, digits);
  }

  /** A salted fingerprint, which identifies a value without storing it. */
  public String fingerprint(String text) {
    return digest(salt + ":" + text);
  }

  private static String digest(String text) {
    return HexFormat.of().formatHex(Sha256.of(text));
  }

  /** An ARN in this account and region. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + number + ":" + resource;
  }

  /**
   * The entities created here that still exist, except final snapshots and entities that are
   * scheduled for deletion. It is empty after a complete teardown.
   */
  public List<Entity> leftovers() {
    return entities.stream()
        .filter(entity -> !entity.isGiven())
        .filter(entity -> !isOwnedByGiven(entity))
        .filter(entity -> !SNAPSHOTS.contains(entity.type()))
        .filter(entity -> !entity.isScheduledForDeletion() && !entity.isBeingDeleted())
        .toList();
  }

  /**
   * The final snapshots of deleted databases. AWS keeps, and bills, them until someone deletes
   * them.
   */
  public List<Entity> finalSnapshots() {
    return entities.stream().filter(entity -> SNAPSHOTS.contains(entity.type())).toList();
  }

  /**
   * The keys and secrets that are scheduled for deletion. Until then both can be restored, and a
   * secret's name stays taken.
   */
  public List<Entity> scheduledForDeletion() {
    return entities.stream().filter(Entity::isScheduledForDeletion).toList();
  }

  /** Entities from the start that have been deleted or changed since. */
  public List<Entity> lostSince(Account start) {
    return start.entities.stream().filter(entity -> !entities.contains(entity)).toList();
  }

  private boolean isOwnedByGiven(Entity entity) {
    return entities.stream().filter(Entity::isGiven).anyMatch(each -> entity.isOwnedBy(each));
  }
}
