package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Entity;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The condition context of a request (IAM user guide, "AWS global condition context keys"), as far
 * as it is known here. Keys are case-insensitive.
 */
public final class Context {

  /** A context in which every key is unknown. */
  public static final Context UNKNOWN = new Context(Map.of(), Map.of());

  private final Map<String, Set<String>> keys;
  private final Map<String, Map<String, String>> tags;

  private Context(Map<String, Set<String>> keys, Map<String, Map<String, String>> tags) {
    this.keys = keys;
    this.tags = tags;
  }

  /** This context plus a key and its value. */
  public Context with(String key, String value) {
    return with(key, Set.of(value));
  }

  /** This context, with a key known to be absent. */
  public Context without(String key) {
    return with(key, Set.of());
  }

  private Context with(String key, Set<String> values) {
    var more = new TreeMap<>(keys);
    more.put(lower(key), values);
    return new Context(more, tags);
  }

  /**
   * This context plus a key for each tag of an entity. The tags of a fixture's entity that lists
   * none are unknown.
   *
   * @param prefix the prefix of the keys, such as {@code aws:ResourceTag}
   */
  public Context withTags(String prefix, Entity entity) {
    var all = entity.properties().fields("tags").with(entity.properties().fields("tagsAll"));
    if (all.names().isEmpty() && entity.isGiven()) {
      return this;
    }
    var values = new TreeMap<String, String>();
    all.names().forEach(name -> values.put(lower(name), all.text(name, "")));
    var more = new TreeMap<>(tags);
    more.put(lower(prefix), values);
    return new Context(keys, more);
  }

  /** The values of a key, which are none if it is absent; empty if unknown. */
  Optional<Set<String>> values(String key) {
    var name = lower(key);
    int slash = name.indexOf('/');
    var tagged = slash < 0 ? null : tags.get(name.substring(0, slash));
    if (tagged != null) {
      return Optional.of(
          Optional.ofNullable(tagged.get(name.substring(slash + 1))).map(Set::of).orElse(Set.of()));
    }
    return Optional.ofNullable(keys.get(name));
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
