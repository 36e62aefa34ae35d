package io.datatier.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.datatier.values.InvalidValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One object of the configuration while it is being read. Each read names a key and what to turn
 * its value into. A value that is refused, here or by the type it is turned into, becomes a fault
 * of that key, the read comes back empty, and reading goes on. Keys that nobody has read by the end
 * are faults too.
 */
public final class ConfigObject {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smh])");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
  private static final String OBJECT = "be an object with keys of its own";

  private final String prefix;
  private final JsonObject values;
  private final ConfigReading reading;
  private final Set<String> known = new LinkedHashSet<>();

  ConfigObject(String prefix, JsonObject values, ConfigReading reading) {
    this.prefix = prefix;
    this.values = values;
    this.reading = reading;
  }

  /** Whether {@code key} has a value. */
  public boolean has(String key) {
    known.add(key);
    return values.has(key) && !values.get(key).isJsonNull();
  }

  /** Whether the value of {@code key} has keys of its own. */
  public boolean isObject(String key) {
    return has(key) && values.get(key).isJsonObject();
  }

  /** Reads a text; numbers and booleans count as one, since YAML takes {@code 17} for a number. */
  public <T> Optional<T> text(String key, Function<String, T> use) {
    return read(key, "be a text", ConfigObject::asText, use);
  }

  /** Reads a whole number. */
  public <T> Optional<T> integer(String key, Function<Integer, T> use) {
    return read(key, "be a whole number", ConfigObject::asInteger, use);
  }

  /** Reads true or false. */
  public <T> Optional<T> bool(String key, Function<Boolean, T> use) {
    return read(key, "be true or false", ConfigObject::asBoolean, use);
  }

  /** Reads a duration: a whole number of seconds, minutes or hours, such as {@code 30m}. */
  public <T> Optional<T> duration(String key, Function<Duration, T> use) {
    return read(key, "be a duration such as 90s, 30m or 1h", ConfigObject::asDuration, use);
  }

  /** Reads a list of texts; empty if there is none or one of them is refused. */
  public <T> Optional<List<T>> texts(String key, Function<String, T> use) {
    return list(key, (path, given) -> read(path, given, "be a text", ConfigObject::asText, use));
  }

  /** Reads a list of objects; empty if there is none or one of them is refused. */
  public <T> Optional<List<T>> objects(String key, Function<ConfigObject, Optional<T>> use) {
    return list(
        key,
        (path, given) ->
            read(path, given, OBJECT, ConfigObject::asObject, Function.identity())
                .flatMap(object -> readObject(path, object, use)));
  }

  /** Reads an object; a missing one reads like an empty one, so that its defaults hold. */
  public <T> T object(String key, Function<ConfigObject, T> use) {
    var given = read(key, OBJECT, ConfigObject::asObject, Function.identity());
    return readObject(prefix + key, given.orElseGet(JsonObject::new), use);
  }

  /** Makes {@code key} a fault if it has no value; {@code purpose} says what it is for. */
  public void require(String key, String purpose) {
    if (!has(key)) {
      reading.add(new Fault(prefix + key, "is missing: " + purpose));
    }
  }

  /** Makes {@code key} a fault if it has a value, whatever that is. */
  public void refuseIfPresent(String key, String problem) {
    if (has(key)) {
      reading.add(new Fault(prefix + key, problem));
    }
  }

  /** Does what may refuse several values together, and blames {@code key} for it. */
  public <T> Optional<T> together(String key, Supplier<T> use) {
    try {
      return Optional.of(use.get());
    } catch (InvalidValue refused) {
      reading.add(new Fault(prefix + key, "does not fit: " + refused.getMessage()));
      return Optional.empty();
    }
  }

  void refuseUnread() {
    values.keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> reading.add(new Fault(prefix + key, unreadProblem(key))));
  }

  private String unreadProblem(String key) {
    return reading
        .forbidden(key)
        .map(forbidden -> "cannot be set: " + forbidden.reason())
        .or(
            () ->
                NearestName.to(key, known)
                    .map(it -> "is not a known key; did you mean " + prefix + it + "?"))
        .orElseGet(() -> "is not a known key; known here: " + String.join(", ", known));
  }

  private <T> T readObject(String path, JsonObject object, Function<ConfigObject, T> use) {
    var nested = new ConfigObject(path + ".", object, reading);
    var result = use.apply(nested);
    nested.refuseUnread();
    return result;
  }

  private <T> Optional<List<T>> list(String key, BiFunction<String, JsonElement, Optional<T>> use) {
    var array = read(key, "be a list", ConfigObject::asArray, Function.identity());
    return array.flatMap(
        elements -> {
          var result = new ArrayList<T>();
          for (var index = 0; index < elements.size(); index++) {
            use.apply(prefix + key + "[" + index + "]", elements.get(index)).ifPresent(result::add);
          }
          return result.size() == elements.size() ? Optional.of(result) : Optional.empty();
        });
  }

  private <V, T> Optional<T> read(
      String key, String shape, Function<JsonElement, Optional<V>> convert, Function<V, T> use) {
    return has(key) ? read(prefix + key, values.get(key), shape, convert, use) : Optional.empty();
  }

  private <V, T> Optional<T> read(
      String path,
      JsonElement given,
      String shape,
      Function<JsonElement, Optional<V>> convert,
      Function<V, T> use) {
    try {
      return Optional.of(use.apply(convert.apply(given).orElseThrow(() -> refusal(given, shape))));
    } catch (InvalidValue refused) {
      var shown = reading.hides(path) ? "[secret]" : given.toString();
      reading.add(new Fault(path, "is " + shown + ", but must " + refused.allowed()));
      return Optional.empty();
    }
  }

  private static InvalidValue refusal(JsonElement given, String shape) {
    return new InvalidValue(given, shape);
  }

  private static Optional<JsonObject> asObject(JsonElement element) {
    return element.isJsonObject() ? Optional.of(element.getAsJsonObject()) : Optional.empty();
  }

  private static Optional<JsonArray> asArray(JsonElement element) {
    return element.isJsonArray() ? Optional.of(element.getAsJsonArray()) : Optional.empty();
  }

  private static Optional<String> asText(JsonElement element) {
    return element.isJsonPrimitive() ? Optional.of(element.getAsString()) : Optional.empty();
  }

  private static Optional<Integer> asInteger(JsonElement element) {
    return asText(element).filter(INTEGER.asMatchPredicate()).map(Integer::valueOf);
  }

  private static Optional<Boolean> asBoolean(JsonElement element) {
    return asText(element)
        .filter(text -> text.equals("true") || text.equals("false"))
        .map(Boolean::valueOf);
  }

  private static Optional<Duration> asDuration(JsonElement element) {
    return asText(element)
        .map(DURATION::matcher)
        .filter(Matcher::matches)
        .map(
            matcher -> {
              var count = Long.parseLong(matcher.group(1));
              return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
              };
            });
  }
}
