package io.datatier.config;

import java.util.Optional;

/**
 * A key with a single value or, in its place, keys of its own.
 *
 * @param section bears the same name
 */
public record SettingOrSection<V>(Setting<V> setting, Section section) implements Key {

  @Override
  public String name() {
    return setting.name();
  }

  @Override
  public Optional<String> purpose() {
    return setting.purpose();
  }
}
