package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What there is to say of a resource type that does not depend on values. Properties are given as
 * words, set apart by white space; they are top-level ones, except in {@code filledByAws} and
 * {@code unordered}, where a dot leads into an object or into the objects of a list.
 *
 * <p>Of the times, those are seen that the type's class says so of, and all others are estimates;
 * AWS promises none. What is not said to take time is a matter of seconds.
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
    AT_ONCE
  }

  private final String type;
  private final String label;
  private final Map<Kind, Set<String>> properties = new EnumMap<>(Kind.class);
  private boolean global;
  private Optional<AutoName> autoName = Optional.empty();
  private Optional<Quota> quota = Optional.empty();
  private Optional<String> unavailable = Optional.empty();
  private Optional<Work> making = Optional.empty();
  private Optional<Work> changing = Optional.empty();
  private Optional<Duration> going = Optional.empty();

  /**
   * How Pulumi names a resource when the program does not: the resource's name, a hyphen and seven
   * hex digits.
   *
   * @param property the property that takes the name
   * @param maximum the greatest length, without the beginning
   * @param beginning what every name of the type begins with; usually nothing
   */
  public record AutoName(String property, int maximum, String beginning) {}

  private Traits(String type, String label) {
    this.type = type;
    this.label = label;
  }

  /**
   * The traits of a type about which nothing but its schema is known.
   *
   * @param type the type token
   * @param label what the provider calls it in its errors
   */
  public static Traits of(String type, String label) {
    return new Traits(type, label);
  }

  private Traits with(Consumer<Traits> change) {
    var changed = new Traits(type, label);
    changed.properties.putAll(properties);
    changed.global = global;
    changed.autoName = autoName;
    changed.quota = quota;
    changed.unavailable = unavailable;
    changed.making = making;
    changed.changing = changing;
    changed.going = going;
    change.accept(changed);
    return changed;
  }

  private Traits with(Kind kind, String... words) {
    var all = new TreeSet<>(properties(kind));
    for (var each : words) {
      all.addAll(List.of(each.strip().split("\\s+", -1)));
    }
    return with(changed -> changed.properties.put(kind, all));
  }

  private Set<String> properties(Kind kind) {
    return properties.getOrDefault(kind, Set.of());
  }

  /** Changing one of these replaces the resource too (Terraform's ForceNew). */
  public Traits replacedBy(String... words) {
    return with(Kind.REPLACED_BY, words);
  }

  /** Optional inputs for which AWS chooses when nobody says (optional and computed). */
  public Traits filledByAws(String... words) {
    return with(Kind.FILLED_BY_AWS, words);
  }

  /** Lists that are sets: their order means nothing. */
  public Traits unordered(String... words) {
    return with(Kind.UNORDERED, words);
  }

  /** JSON texts, compared by meaning. */
  public Traits documents(String... words) {
    return with(Kind.DOCUMENTS, words);
  }

  /** Always secret, whether or not the program says so. */
  public Traits secrets(String... words) {
    return with(Kind.SECRETS, words);
  }

  /**
   * Inputs that no look-up brings back, so that their drift shows nowhere: those that steer only
   * the provider, and those that AWS takes and does not tell; the provider's own tests of imports
   * except them ({@code ImportStateVerifyIgnore}).
   */
  public Traits unread(String... words) {
    return with(Kind.UNREAD, words);
  }

  /** What the provider alone knows of, or changes without waiting; tags are anyway. */
  public Traits changedAtOnce(String... words) {
    return with(Kind.AT_ONCE, words);
  }

  /** It belongs to no region. */
  public Traits inNoRegion() {
    return with(changed -> changed.global = true);
  }

  /** Pulumi names it when the program does not. */
  public Traits autoNamed(String property, int maximum) {
    return autoNamed(property, maximum, "");
  }

  /** Pulumi names it when the program does not, with a beginning. */
  public Traits autoNamed(String property, int maximum, String beginning) {
    return with(
        changed -> changed.autoName = Optional.of(new AutoName(property, maximum, beginning)));
  }

  /** There may be so many of it, in a region or, if it is in no region, in the account. */
  public Traits atMost(int most, String code, String message) {
    return atMost(new Quota(most, code, message));
  }

  /** There may be only so many of it. */
  public Traits atMost(Quota given) {
    return with(changed -> changed.quota = Optional.of(given));
  }

  /** AWS refuses to change or delete it, or to use it, while it is at work on it. */
  public Traits unavailableAs(String code) {
    return with(changed -> changed.unavailable = Optional.of(code));
  }

  /** It takes AWS so long to make it. */
  public Traits takes(Duration time) {
    return takes(CREATING, time);
  }

  /** It takes AWS so long to make it, and meanwhile it has that status. */
  public Traits takes(String status, Duration time) {
    return with(changed -> changed.making = Optional.of(new Work(status, time)));
  }

  /** It takes AWS so long to change it. */
  public Traits changesIn(Duration time) {
    return changesIn(MODIFYING, time);
  }

  /** It takes AWS so long to change it, and meanwhile it has that status. */
  public Traits changesIn(String status, Duration time) {
    return with(changed -> changed.changing = Optional.of(new Work(status, time)));
  }

  /** It takes AWS so long to delete it. */
  public Traits deletedAfter(Duration time) {
    return with(changed -> changed.going = Optional.of(time));
  }

  /** The type token. */
  public String type() {
    return type;
  }

  /** What the provider calls it in its errors. */
  public String label() {
    return label;
  }

  /** The properties whose change replaces the resource. */
  public Set<String> replacedBy() {
    return properties(Kind.REPLACED_BY);
  }

  /** The optional inputs for which AWS chooses. */
  public Set<String> filledByAws() {
    return properties(Kind.FILLED_BY_AWS);
  }

  /** The lists that are sets. */
  public Set<String> unordered() {
    return properties(Kind.UNORDERED);
  }

  /** The JSON texts. */
  public Set<String> documents() {
    return properties(Kind.DOCUMENTS);
  }

  /** What is always secret. */
  public Set<String> secrets() {
    return properties(Kind.SECRETS);
  }

  /** The inputs that no look-up brings back. */
  public Set<String> unread() {
    return properties(Kind.UNREAD);
  }

  /** How Pulumi names it, if it does. */
  public Optional<AutoName> autoName() {
    return autoName;
  }

  boolean isGlobal() {
    return global;
  }

  /** Refuses one more than there may be. */
  public void leaveRoom(Account account, Fields asked) {
    quota.ifPresent(each -> each.leaveRoom(account, type, asked));
  }

  Optional<String> unavailable() {
    return unavailable;
  }

  Optional<Work> making() {
    return making;
  }

  Optional<Work> changing() {
    return changing;
  }

  Optional<Duration> going() {
    return going;
  }

  Collection<String> atOnce() {
    return with(Kind.AT_ONCE, "tags tagsAll").properties(Kind.AT_ONCE);
  }
}
