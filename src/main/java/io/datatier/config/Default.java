package io.datatier.config;

import java.util.Optional;

/**
 * The default of a key; a key that is required or stays unset has none.
 *
 * @param value written as in the configuration
 * @param words instead of a value, if it depends on other settings
 */
public record Default(Optional<String> value, Optional<String> words) {

  static final Default NONE = new Default(Optional.empty(), Optional.empty());

  static Default of(String value) {
    return new Default(Optional.of(value), Optional.empty());
  }

  static Default inWords(String words) {
    return new Default(Optional.empty(), Optional.of(words));
  }

  /** This default, where it applies only together with another key. */
  Default inWords() {
    return new Default(Optional.empty(), words.or(() -> value));
  }
}
