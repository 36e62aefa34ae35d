package io.datatier.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One reading of a whole configuration, and every fault found on the way. */
public final class ConfigReading {

  /** What messages show in place of a secret value. */
  static final String HIDDEN = "[secret]";

  // Shorter texts are words that a message has anyway.
  private static final int SHORTEST_SECRET = 5;

  private final List<ForbiddenKey> forbidden;
  private final Set<String> secretKeys;
  private final Set<String> secretTexts =
      new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(it -> it));
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param forbidden keys refused wherever they stand
   * @param secretKeys full keys whose values no message may show
   */
  public ConfigReading(List<ForbiddenKey> forbidden, Set<String> secretKeys) {
    this.forbidden = List.copyOf(forbidden);
    this.secretKeys = Set.copyOf(secretKeys);
  }

  /**
   * Reads the keys of one namespace.
   *
   * @param root the namespace's name and keys
   * @param config full keys ({@code datatier:proxy}) and their values, structured ones as JSON: the
   *     form in which the engine hands them to programs
   */
  public <T> T namespace(Section root, Map<String, String> config, Function<ConfigObject, T> use) {
    var prefix = root.name() + ":";
    var values = new JsonObject();
    config.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            var parsed = parse(value);
            values.add(key.substring(prefix.length()), parsed);
            if (secretKeys.contains(key)) {
              hide(parsed);
            }
          }
        });
    return new ConfigObject(prefix, root, values, this).readAll(use);
  }

  /** Every fault found so far, in the order of reading. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** Another reading of the same configuration, whose faults are no faults of this one. */
  ConfigReading unheard() {
    return new ConfigReading(forbidden, secretKeys);
  }

  // What is wrong with one key is often said in words of another.
  void add(Fault fault) {
    var problem = fault.problem();
    for (var secret : secretTexts) {
      problem = problem.replace(secret, HIDDEN);
    }
    faults.add(new Fault(fault.key(), problem));
  }

  private void hide(JsonElement value) {
    if (value instanceof JsonArray array) {
      array.forEach(this::hide);
    } else if (value instanceof JsonObject object) {
      object.asMap().values().forEach(this::hide);
    } else if (value.isJsonPrimitive() && value.getAsString().length() >= SHORTEST_SECRET) {
      secretTexts.add(value.getAsString());
    }
  }

  Optional<ForbiddenKey> forbidden(String key) {
    return forbidden.stream().filter(it -> it.matches(key)).findFirst();
  }

  boolean hides(String path) {
    return secretKeys.stream().anyMatch(key -> belongsTo(path, key));
  }

  private static boolean belongsTo(String path, String key) {
    return path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[");
  }

  private static JsonElement parse(String value) {
    if (value.startsWith("{") || value.startsWith("[")) {
      try {
        return JsonParser.parseString(value);
      } catch (JsonParseException notStructured) {
        return new JsonPrimitive(value);
      }
    }
    return new JsonPrimitive(value);
  }
}
