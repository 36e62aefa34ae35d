package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What AWS knows of a request beside caller, action and resource, by the keys that conditions ask
 * for (IAM user guide, "AWS global condition context keys"), as far as that can be known here. Keys
 * are compared without case.
 */
public final class Context {

  /** Of which nothing can be known. */
  public static final Context UNKNOWN = new Context(Map.of(), Map.of());

  private final Map<String, Set<String>> keys;
  private final Map<String, Map<String, String>> tags;

  private Context(Map<String, Set<String>> keys, Map<String, Map<String, String>> tags) {
    this.keys = keys;
    this.tags = tags;
  }

  /** This context, with a key and its value. */
  public Context with(String key, String value) {
    return with(key, Set.of(value));
  }

  /** This context, in which a key is known to be missing. */
  public Context without(String key) {
    return with(key, Set.of());
  }

  private Context with(String key, Set<String> values) {
    var more = new TreeMap<>(keys);
    more.put(lower(key), values);
    return new Context(more, tags);
  }

  /**
   * This context, with a key for each tag of an entity. Nobody knows here which tags something has
   * that was given without any.
   *
   * @param prefix what the keys begin with, such as {@code aws:ResourceTag}
   */
  public Context withTags(String prefix, Entity entity) {
    var all = entity.properties().fields("tags").with(entity.properties().fields("tagsAll"));
    if (all.names().isEmpty() && entity.origin() instanceof Origin.Given) {
      return this;
    }
    var values = new TreeMap<String, String>();
    all.names().forEach(name -> values.put(lower(name), all.text(name, "")));
    var more = new TreeMap<>(tags);
    more.put(lower(prefix), values);
    return new Context(keys, more);
  }

  /** The values of a key, none if it is missing; empty when that cannot be known. */
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
