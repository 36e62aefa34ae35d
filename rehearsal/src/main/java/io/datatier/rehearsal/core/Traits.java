package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.value.Fields;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is true of a resource type whatever its inputs. Property names are separated by white space.
 * They are top-level, except in {@code filledByAws} and {@code unordered}, where a dot leads into
 * an object or into the objects of a list.
 *
 * <p>Times are estimates unless the type's class cites a measurement; AWS guarantees none.
 * Operations without a time take seconds.
 *
 * @param type the type token
 * @param label what the provider calls it in its errors
 * @param name the property that holds its name
 * @param replacedBy the properties whose change forces replacement
 * @param filledByAws the optional inputs that AWS computes when they are not set
 * @param unordered the lists that are sets
 * @param documents the JSON strings
 * @param secrets the properties that are always secret
 * @param unread the inputs that a read does not return
 * @param comparedAsRead the inputs that are compared with what the last read returned
 * @param changedAtOnce the properties whose change takes no time
 * @param isGlobal whether it is global, not regional
 * @param isDeletedFirst whether the old resource is always deleted before its replacement is
 *     created
 * @param autoName how Pulumi names it, if it generates a name
 * @param autoNamedIn how Pulumi names the objects in lists, by list
 * @param taken how AWS rejects another one of its name, if it does
 * @param quota how many there may be, if that is limited
 * @param unavailable AWS's error code for one that is pending
 * @param creation how long AWS takes to create it
 * @param modification how long AWS takes to update it
 * @param deletionTime how long AWS takes to delete it
 * @param listing how the AWS CLI lists it, if {@code make recover} asks
 */
@RecordBuilder
public record Traits(
    String type,
    String label,
    String name,
    Set<String> replacedBy,
    Set<String> filledByAws,
    Set<String> unordered,
    Set<String> documents,
    Set<String> secrets,
    Set<String> unread,
    Set<String> comparedAsRead,
    Set<String> changedAtOnce,
    boolean isGlobal,
    boolean isDeletedFirst,
    Optional<AutoName> autoName,
    Map<String, AutoName> autoNamedIn,
    Optional<Function<String, AwsFault>> taken,
    Optional<Quota> quota,
    Optional<String> unavailable,
    Optional<Work> creation,
    Optional<Work> modification,
    Optional<Duration> deletionTime,
    Optional<Listing> listing) {

  private static final String CREATING = "creating";
  private static final String MODIFYING = "modifying";

  /**
   * The traits of a type of which only the schema is known.
   *
   * @param type the type token
   * @param label what the provider calls it in its errors
   */
  public static Traits of(String type, String label) {
    return TraitsBuilder.builder()
        .type(type)
        .label(label)
        .name("name")
        .changedAtOnce(Set.of("tags", "tagsAll"))
        .build();
  }

  private static Set<String> and(Set<String> some, String... words) {
    return Stream.concat(
            some.stream(),
            Stream.of(words).flatMap(each -> Stream.of(each.strip().split("\\s+", -1))))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Changing one of these forces replacement (Terraform's ForceNew). */
  public Traits replacedBy(String... words) {
    return copy().withReplacedBy(and(replacedBy, words));
  }

  /** Changing one of these does not force replacement after all. */
  public Traits notReplacedBy(String... names) {
    var kept = new HashSet<>(replacedBy);
    kept.removeAll(List.of(names));
    return copy().withReplacedBy(Set.copyOf(kept));
  }

  /**
   * Optional inputs that AWS computes when they are not set (Terraform's optional and computed).
   */
  public Traits filledByAws(String... words) {
    return copy().withFilledByAws(and(filledByAws, words));
  }

  /** Lists that are sets: order does not matter. */
  public Traits unordered(String... words) {
    return copy().withUnordered(and(unordered, words));
  }

  /** JSON strings, compared by content rather than formatting. */
  public Traits documents(String... words) {
    return copy().withDocuments(and(documents, words));
  }

  /** Always secret, even if the program does not mark them. */
  public Traits secrets(String... words) {
    return copy().withSecrets(and(secrets, words));
  }

  /**
   * Inputs that a read does not return, so that refresh cannot show their drift: provider-only
   * settings, and write-only values in AWS. The provider's import tests ignore them ({@code
   * ImportStateVerifyIgnore}).
   */
  public Traits unread(String... words) {
    return copy().withUnread(and(unread, words));
  }

  /**
   * Inputs of which AWS may hold another value than the program last asked for. They are compared
   * with what the last read returned, as the provider compares every property.
   */
  public Traits comparedAsRead(String... words) {
    return copy().withComparedAsRead(and(comparedAsRead, words));
  }

  /**
   * Provider-only settings, and properties that the provider updates without waiting. Tags always
   * count.
   */
  public Traits changedAtOnce(String... words) {
    return copy().withChangedAtOnce(and(changedAtOnce, words));
  }

  /** The type is global, not regional. */
  public Traits global() {
    return copy().withIsGlobal(true);
  }

  /** The bridge always deletes the old resource before it creates the replacement. */
  public Traits deletedFirst() {
    return copy().withIsDeletedFirst(true);
  }

  /** The property that holds its name; {@code name} unless this says otherwise. */
  public Traits named(String property) {
    return copy().withName(property);
  }

  /**
   * Pulumi generates a name of up to 255 characters if the program sets none (setAutonaming of
   * pulumi-aws).
   */
  public Traits autoNamed() {
    return autoNamed(AutoName.of("name", 255));
  }

  /** Pulumi generates a name like this if the program sets none. */
  public Traits autoNamed(AutoName given) {
    return copy().withAutoName(Optional.of(given)).named(given.property());
  }

  /** Pulumi generates a name for each object in a list that has none. */
  public Traits autoNamedIn(String list, AutoName given) {
    var all = new HashMap<>(autoNamedIn);
    all.put(list, given);
    return copy().withAutoNamedIn(Map.copyOf(all));
  }

  /**
   * AWS rejects another one of its name.
   *
   * @param code AWS's error code
   * @param message AWS's message, with a %s for the name
   */
  public Traits uniqueAs(String code, String message) {
    return copy().withTaken(Optional.of(clash -> new AwsFault(code, message.formatted(clash))));
  }

  /** Sets the quota per region, or per account if the type is global. */
  public Traits atMost(int most, String code, String message) {
    return atMost(new Quota(most, code, message));
  }

  /** Sets the quota. */
  public Traits atMost(Quota given) {
    return copy().withQuota(Optional.of(given));
  }

  /**
   * The AWS CLI lists it.
   *
   * @param command the first two words of the command
   * @param list the member of the answer that holds what is found
   * @param members as in {@link Listing#of}
   */
  public Traits listedBy(String command, String list, String... members) {
    return copy().withListing(Optional.of(Listing.of(command, list, members)));
  }

  /** AWS rejects updates, deletion and use with this code while the resource is pending. */
  public Traits unavailableAs(String code) {
    return copy().withUnavailable(Optional.of(code));
  }

  /** How long AWS takes to create it. */
  public Traits createdIn(Duration time) {
    return createdIn(CREATING, time);
  }

  /** How long AWS takes to create it, and its status meanwhile. */
  public Traits createdIn(String status, Duration time) {
    return copy().withCreation(Optional.of(new Work(status, time)));
  }

  /** How long AWS takes to update it. */
  public Traits modifiedIn(Duration time) {
    return modifiedIn(MODIFYING, time);
  }

  /** How long AWS takes to update it, and its status meanwhile. */
  public Traits modifiedIn(String status, Duration time) {
    return copy().withModification(Optional.of(new Work(status, time)));
  }

  /** How long AWS takes to delete it. */
  public Traits deletedIn(Duration time) {
    return copy().withDeletionTime(Optional.of(time));
  }

  /** Rejects a name that another one has already, for types where AWS does. */
  public void requireFree(Account account, Fields properties) {
    var its = properties.text(name, "");
    if (taken.isPresent()
        && account.all(type).anyMatch(each -> each.id().equals(its) || each.says(name, its))) {
      throw taken.get().apply(its);
    }
  }

  /** Rejects a new resource if the quota is used up. */
  public void requireQuota(Account account, Fields asked) {
    quota.ifPresent(each -> each.requireQuota(account, type, asked));
  }

  private TraitsBuilder.With copy() {
    return TraitsBuilder.from(this);
  }
}
