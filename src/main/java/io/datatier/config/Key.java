package io.datatier.config;

import java.util.Optional;

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
    return new Key(name, form, allowed, new Default.None(), purpose);
  }

  /** The form that has the keys below this one: its value's, or that of each element. */
  public Optional<Form.Keyed> section() {
    var each = form instanceof Form.Listed list ? list.each() : form;
    return each instanceof Form.Keyed keyed ? Optional.of(keyed) : Optional.empty();
  }

  /** This key, with a default that applies only together with another key. */
  Key ofAlternative() {
    return byDefault instanceof Default.Value value
        ? new Key(name, form, allowed, new Default.Words(value.text()), purpose)
        : this;
  }
}
