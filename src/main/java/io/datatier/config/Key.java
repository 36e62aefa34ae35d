package io.datatier.config;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key of the configuration. The reader, the docs page and the JSON schema all use this
 * declaration.
 *
 * @param name inside its section
 * @param form how its value is written
 * @param allowed the allowed values in words
 * @param purpose completes "… is missing: " if the key is required
 */
public record Key(
    String name, Form form, String allowed, Default byDefault, Optional<String> purpose) {

  /** The keys of {@code namespace}, which are the components of {@code type}. */
  public static Key of(String namespace, Class<? extends Record> type) {
    return section(namespace, Forms.group(type), "", Optional.empty());
  }

  static Key section(String name, Form.Keyed form, String allowed, Optional<String> purpose) {
    return new Key(name, form, allowed, Default.NONE, purpose);
  }

  /** The form that has the keys below this one: its value's, or that of each element. */
  public Optional<Form.Keyed> section() {
    return form.section();
  }

  /** This key, with a default that applies only together with another key. */
  Key ofAlternative() {
    return new Key(name, form, allowed, byDefault.inWords(), purpose);
  }

  /** This key and all below it, under their full names. */
  Stream<Key> below(String prefix) {
    var path = prefix + name;
    return Stream.concat(
        Stream.of(new Key(path, form, allowed, byDefault, purpose)), form.below(path));
  }
}
