package io.datatier.rehearsal.core;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the provider's schema says of a resource type beyond names and types. Property names are
 * top-level ones, except in {@code filledByAws} and {@code unordered}, where a dot leads into an
 * object or into the objects of a list.
 *
 * @param type the type token
 * @param label what the provider calls it in its errors
 * @param replacedBy changing one of these replaces the resource (Terraform's ForceNew)
 * @param filledByAws optional inputs for which AWS chooses when nobody says (optional and computed)
 * @param unordered lists that are sets: their order means nothing
 * @param documents JSON texts, compared by meaning
 * @param secrets always secret, whether or not the program says so
 * @param unread inputs that no look-up brings back, so that their drift shows nowhere: those that
 *     steer only the provider, and those that AWS takes and does not tell; the provider's own tests
 *     of imports except them ({@code ImportStateVerifyIgnore})
 * @param autoName how Pulumi names it when the program does not
 */
public record Traits(
    String type,
    String label,
    Set<String> replacedBy,
    Set<String> filledByAws,
    Set<String> unordered,
    Set<String> documents,
    Set<String> secrets,
    Set<String> unread,
    Optional<AutoName> autoName) {

  /**
   * How Pulumi names a resource when the program does not: the resource's name, a hyphen and seven
   * hex digits.
   *
   * @param property the property that takes the name
   * @param maximum the greatest length, without the beginning
   * @param beginning what every name of the type begins with; usually nothing
   */
  public record AutoName(String property, int maximum, String beginning) {}

  public static Traits of(String type, String label) {
    return new Traits(
        type, label, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty());
  }

  /** The traits of a type about which nothing but its schema is known. */
  public static Traits unknownTo(String type) {
    return of(type, type);
  }

  /** These traits, with the properties whose change replaces the resource. */
  public Traits replacedBy(String... names) {
    return new Traits(
        type, label, set(names), filledByAws, unordered, documents, secrets, unread, autoName);
  }

  /** These traits, with more properties whose change replaces the resource. */
  public Traits replacedAlsoBy(String... names) {
    var all = new TreeSet<>(replacedBy);
    all.addAll(set(names));
    return replacedBy(all.toArray(String[]::new));
  }

  public Traits filledByAws(String... names) {
    return new Traits(
        type, label, replacedBy, set(names), unordered, documents, secrets, unread, autoName);
  }

  public Traits unordered(String... names) {
    return new Traits(
        type, label, replacedBy, filledByAws, set(names), documents, secrets, unread, autoName);
  }

  public Traits documents(String... names) {
    return new Traits(
        type, label, replacedBy, filledByAws, unordered, set(names), secrets, unread, autoName);
  }

  public Traits secrets(String... names) {
    return new Traits(
        type, label, replacedBy, filledByAws, unordered, documents, set(names), unread, autoName);
  }

  public Traits unread(String... names) {
    return new Traits(
        type, label, replacedBy, filledByAws, unordered, documents, secrets, set(names), autoName);
  }

  public Traits autoNamed(String property, int maximum) {
    return autoNamed(property, maximum, "");
  }

  public Traits autoNamed(String property, int maximum, String beginning) {
    return new Traits(
        type,
        label,
        replacedBy,
        filledByAws,
        unordered,
        documents,
        secrets,
        unread,
        Optional.of(new AutoName(property, maximum, beginning)));
  }

  private static Set<String> set(String... names) {
    return new TreeSet<>(List.copyOf(Arrays.asList(names)));
  }
}
