package io.datatier.config;

import java.util.Optional;

/**
 * A key with a list of values.
 *
 * @param each every one of them
 * @param least how many there are at least
 * @param most how many there are at most
 */
public record SettingList<V>(Setting<V> each, int least, int most) implements Key {

  @Override
  public String name() {
    return each.name();
  }

  @Override
  public Optional<String> purpose() {
    return each.purpose();
  }
}
