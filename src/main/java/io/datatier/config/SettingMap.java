package io.datatier.config;

import java.util.Optional;

/**
 * A key with keys of the user's own, each of which has a value.
 *
 * @param each what the values are; its name is the key's
 */
public record SettingMap<V>(Setting<V> each) implements Key {

  @Override
  public String name() {
    return each.name();
  }

  @Override
  public Optional<String> purpose() {
    return each.purpose();
  }
}
