package io.datatier.config;

import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/** The default values of settings. */
public final class Defaults {

  private Defaults() {}

  /**
   * A record with all defaults.
   *
   * @param required the components without a default, in order
   */
  public static <R extends Record> R of(Class<R> type, Object... required) {
    var reading = new ConfigReading(List.of(), Set.of());
    var root = Place.root(reading, type.getSimpleName());
    var given = new ArrayDeque<>(List.of(required));
    var frame = reading.frame(root);
    for (var part : Forms.group(type).parts()) {
      if (part.purpose().isPresent()) {
        frame.put(part.name(), given.remove());
      } else {
        part.read(new JsonObject(), root, frame);
      }
    }
    return type.cast(Records.construct(type, frame.values(Forms.group(type).parts())));
  }
}
