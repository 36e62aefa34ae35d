package io.datatier.config;

import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a whole configuration and collects every error. */
public final class ConfigReading {

  /** Replaces secret values in messages. */
  static final String HIDDEN = "[secret]";

  // Shorter secrets would also match ordinary words of a message.
  private static final int SHORTEST_SECRET = 5;

  private final List<ForbiddenKey> forbidden;
  private final Set<String> secretKeys;
  private final Set<String> secretTexts =
      new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(it -> it));
  private final List<Placed> faults = new ArrayList<>();
  private final List<Runnable> pending = new ArrayList<>();
  private final List<Frame> stack = new ArrayList<>();
  private final Map<String, Set<String>> taken = new HashMap<>();
  private final JsonObject root = new JsonObject();
  private Map<String, Object> context = Map.of();
  private int places;

  /** A fault and how many positions were read before it. */
  private record Placed(int order, Fault fault) {}

  /**
   * @param forbidden keys refused at any position
   * @param secretKeys full keys whose values no message may show
   */
  public ConfigReading(List<ForbiddenKey> forbidden, Set<String> secretKeys) {
    this.forbidden = List.copyOf(forbidden);
    this.secretKeys = Set.copyOf(secretKeys);
  }

  /**
   * Reads the keys of one namespace, which are the components of {@code type}.
   *
   * @param config full keys ({@code datatier:proxy}) and their values, structured ones as JSON, as
   *     the engine passes them to programs
   * @param context values provided by the caller, by the names of {@link FromContext} components
   * @return empty if there are faults
   */
  public <R extends Record> Optional<R> read(
      Class<R> type, String namespace, Map<String, String> config, Map<String, Object> context) {
    this.context = context;
    var prefix = namespace + ":";
    config.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            var parsed = parse(value);
            root.add(key.substring(prefix.length()), parsed);
            if (secretKeys.contains(key)) {
              hide(parsed);
            }
          }
        });
    var result = Forms.group(type).read(root, Place.root(this, namespace));
    List.copyOf(pending).forEach(Runnable::run);
    return result.filter(it -> faults.isEmpty()).map(type::cast);
  }

  /** All faults found so far, in the order of the keys' declaration. */
  public List<Fault> faults() {
    return faults.stream().sorted(comparingInt(Placed::order)).map(Placed::fault).toList();
  }

  int next() {
    return places++;
  }

  Object context(String name) {
    return requireNonNull(context.get(name), name);
  }

  /** Whether a value is given at {@code path}, such as {@code database.existing}. */
  boolean isGiven(String path) {
    JsonElement at = root;
    for (var name : path.split("\\.", -1)) {
      at =
          at instanceof JsonObject object && object.has(name)
              ? object.get(name)
              : JsonNull.INSTANCE;
    }
    return !at.isJsonNull();
  }

  /** Starts a record at {@code place}; the first is the outermost. */
  Frame frame(Place place) {
    var frame = new Frame(place);
    if (stack.isEmpty()) {
      stack.add(frame);
    }
    return frame;
  }

  /** Checks the rules of {@code type}; those about other records after all are read. */
  void judge(Class<?> type, Frame record) {
    for (var rule : Rules.of(type)) {
      if (rule.isOwn()) {
        ask(rule, record);
      } else {
        pending.add(() -> ask(rule, record));
      }
    }
  }

  private void ask(Rules rule, Frame record) {
    try {
      rule.ask(record, stack.get(0));
    } catch (InvalidValue refused) {
      record.place(rule.blamed()).refuse(refused);
      record.forget(rule.blamed());
    }
  }

  void takeOnce(String scope, String text) {
    if (!taken.computeIfAbsent(scope, it -> new HashSet<>()).add(text)) {
      throw new InvalidValue(text, "be listed once");
    }
  }

  String shown(String path, JsonElement value) {
    return secretKeys.stream().anyMatch(key -> belongsTo(path, key)) ? HIDDEN : Excerpt.of(value);
  }

  // The message for one key may quote the value of another.
  void add(int order, Fault fault) {
    var problem = fault.problem();
    for (var secret : secretTexts) {
      problem = problem.replace(secret, HIDDEN);
    }
    faults.add(new Placed(order, new Fault(fault.key(), problem)));
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
