package io.datatier.config;

import com.google.gson.JsonElement;
import io.datatier.values.InvalidValue;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key with a single value.
 *
 * @param conversion what its value is turned into; refuses with {@link InvalidValue}
 * @param allowed what it may be, in words
 * @param bounds what it may be, for machines
 */
public record Setting<V>(
    String name,
    Kind<?> kind,
    Function<JsonElement, V> conversion,
    String allowed,
    Bounds bounds,
    Default byDefault,
    Optional<String> purpose)
    implements Key {

  /** This setting, whose default its reader finds and {@code words} describe. */
  Setting<V> otherwise(String words) {
    return new Setting<>(
        name, kind, conversion, allowed, bounds, new Default.Words(words), purpose);
  }
}
