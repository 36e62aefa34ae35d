package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is true of a resource type whatever its inputs. Property names are separated by white space.
 * They are top-level, except in {@code filledByAws} and {@code unordered}, where a dot leads into
 * an object or into the objects of a list.
 *
 * <p>Times are estimates unless the type's class cites a measurement; AWS guarantees none.
 * Operations without a time take seconds.
 */
public final class Traits {

  private static final String CREATING = "creating";
  private static final String MODIFYING = "modifying";

  private enum Kind {
    REPLACED_BY,
    FILLED_BY_AWS,
    UNORDERED,
    DOCUMENTS,
    SECRETS,
    UNREAD,
    AS_READ,
    AT_ONCE
  }

  private final String type;
  private final String label;
  private final Map<Kind, Set<String>> properties = new EnumMap<>(Kind.class);
  private String name = "name";
  private boolean global;
  private boolean deletedFirst;
  private Optional<AutoName> autoName = Optional.empty();
  private final Map<String, AutoName> autoNamedIn = new TreeMap<>();
  private Optional<Function<String, AwsFault>> taken = Optional.empty();
  private Optional<Quota> quota = Optional.empty();
  private Optional<Listing> listing = Optional.empty();
  private Optional<String> unavailable = Optional.empty();
  private Optional<Work> creation = Optional.empty();
  private Optional<Work> modification = Optional.empty();
  private Optional<Duration> deletionTime = Optional.empty();

  private Traits(String type, String label) {
    this.type = type;
    this.label = label;
  }

  /**
   * The traits of a type of which only the schema is known.
   *
   * @param type the type token
   * @param label what the provider calls it in its errors
   */
  public static Traits of(String type, String label) {
    return new Traits(type, label).changedAtOnce("tags", "tagsAll");
  }

  private Traits with(Kind kind, String... words) {
    var all = properties.computeIfAbsent(kind, none -> new TreeSet<>());
    for (var each : words) {
      all.addAll(List.of(each.strip().split("\\s+", -1)));
    }
    return this;
  }

  private Set<String> properties(Kind kind) {
    return Collections.unmodifiableSet(properties.getOrDefault(kind, Set.of()));
  }

  /** Changing one of these forces replacement (Terraform's ForceNew). */
  public Traits replacedBy(String... words) {
    return with(Kind.REPLACED_BY, words);
  }

  /** Changing one of these does not force replacement after all. */
  public Traits notReplacedBy(String... names) {
    properties.getOrDefault(Kind.REPLACED_BY, new TreeSet<>()).removeAll(List.of(names));
    return this;
  }

  /**
   * Optional inputs that AWS computes when they are not set (Terraform's optional and computed).
   */
  public Traits filledByAws(String... words) {
    return with(Kind.FILLED_BY_AWS, words);
  }

  /** Lists that are sets: order does not matter. */
  public Traits unordered(String... words) {
    return with(Kind.UNORDERED, words);
  }

  /** JSON strings, compared by content rather than formatting. */
  public Traits documents(String... words) {
    return with(Kind.DOCUMENTS, words);
  }

  /** Always secret, even if the program does not mark them. */
  public Traits secrets(String... words) {
    return with(Kind.SECRETS, words);
  }

  /**
   * Inputs that a read does not return, so that refresh cannot show their drift: provider-only
   * settings, and write-only values in AWS. The provider's import tests ignore them ({@code
   * ImportStateVerifyIgnore}).
   */
  public Traits unread(String... words) {
    return with(Kind.UNREAD, words);
  }

  /**
   * Inputs of which AWS may hold another value than the program last asked for. They are compared
   * with what the last read returned, as the provider compares every property.
   */
  public Traits comparedAsRead(String... words) {
    return with(Kind.AS_READ, words);
  }

  /**
   * Provider-only settings, and properties that the provider updates without waiting. Tags always
   * count.
   */
  public Traits changedAtOnce(String... words) {
    return with(Kind.AT_ONCE, words);
  }

  /** The type is global, not regional. */
  public Traits global() {
    global = true;
    return this;
  }

  /** The bridge always deletes the old resource before it creates the replacement. */
  public Traits deletedFirst() {
    deletedFirst = true;
    return this;
  }

  /** The property that holds its name; {@code name} unless this says otherwise. */
  public Traits named(String property) {
    name = property;
    return this;
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
    autoName = Optional.of(given);
    return named(given.property());
  }

  /** Pulumi generates a name for each object in a list that has none. */
  public Traits autoNamedIn(String list, AutoName given) {
    autoNamedIn.put(list, given);
    return this;
  }

  /**
   * AWS rejects another one of its name.
   *
   * @param code AWS's error code
   * @param message AWS's message, with a %s for the name
   */
  public Traits uniqueAs(String code, String message) {
    taken = Optional.of(clash -> new AwsFault(code, message.formatted(clash)));
    return this;
  }

  /** Sets the quota per region, or per account if the type is global. */
  public Traits atMost(int most, String code, String message) {
    return atMost(new Quota(most, code, message));
  }

  /** Sets the quota. */
  public Traits atMost(Quota given) {
    quota = Optional.of(given);
    return this;
  }

  /**
   * The AWS CLI lists it.
   *
   * @param command the first two words of the command
   * @param list the member of the answer that holds what is found
   * @param members as in {@link Listing#of}
   */
  public Traits listedBy(String command, String list, String... members) {
    listing = Optional.of(Listing.of(command, list, members));
    return this;
  }

  /** AWS rejects updates, deletion and use with this code while the resource is pending. */
  public Traits unavailableAs(String code) {
    unavailable = Optional.of(code);
    return this;
  }

  /** How long AWS takes to create it. */
  public Traits createdIn(Duration time) {
    return createdIn(CREATING, time);
  }

  /** How long AWS takes to create it, and its status meanwhile. */
  public Traits createdIn(String status, Duration time) {
    creation = Optional.of(new Work(status, time));
    return this;
  }

  /** How long AWS takes to update it. */
  public Traits modifiedIn(Duration time) {
    return modifiedIn(MODIFYING, time);
  }

  /** How long AWS takes to update it, and its status meanwhile. */
  public Traits modifiedIn(String status, Duration time) {
    modification = Optional.of(new Work(status, time));
    return this;
  }

  /** How long AWS takes to delete it. */
  public Traits deletedIn(Duration time) {
    deletionTime = Optional.of(time);
    return this;
  }

  /** The type token. */
  public String type() {
    return type;
  }

  /** What the provider calls it in its errors. */
  public String label() {
    return label;
  }

  /** The properties whose change forces replacement. */
  public Set<String> replacedBy() {
    return properties(Kind.REPLACED_BY);
  }

  /** The optional inputs that AWS computes when they are not set. */
  public Set<String> filledByAws() {
    return properties(Kind.FILLED_BY_AWS);
  }

  /** The lists that are sets. */
  public Set<String> unordered() {
    return properties(Kind.UNORDERED);
  }

  /** The JSON strings. */
  public Set<String> documents() {
    return properties(Kind.DOCUMENTS);
  }

  /** The properties that are always secret. */
  public Set<String> secrets() {
    return properties(Kind.SECRETS);
  }

  /** The inputs that a read does not return. */
  public Set<String> unread() {
    return properties(Kind.UNREAD);
  }

  /** The inputs that are compared with what the last read returned. */
  public Set<String> comparedAsRead() {
    return properties(Kind.AS_READ);
  }

  /** The property that holds its name, if it has one. */
  public String name() {
    return name;
  }

  /** How Pulumi names it, if it generates a name. */
  public Optional<AutoName> autoName() {
    return autoName;
  }

  /** How Pulumi names the objects in lists, by list. */
  public Map<String, AutoName> autoNamedIn() {
    return Collections.unmodifiableMap(autoNamedIn);
  }

  /** Whether the old resource is always deleted before its replacement is created. */
  public boolean isDeletedFirst() {
    return deletedFirst;
  }

  boolean isGlobal() {
    return global;
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

  /** How the AWS CLI lists it, if {@code make recover} asks. */
  public Optional<Listing> listing() {
    return listing;
  }

  Optional<String> unavailable() {
    return unavailable;
  }

  Optional<Work> creation() {
    return creation;
  }

  Optional<Work> modification() {
    return modification;
  }

  Optional<Duration> deletionTime() {
    return deletionTime;
  }

  Set<String> changedAtOnce() {
    return properties(Kind.AT_ONCE);
  }
}
