package io.datatier.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.datatier.values.InvalidValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One object of the configuration while it is being read, by the keys that its section declares. A
 * value that is refused, by its declaration or by what it is turned into, becomes a fault of its
 * key, the read comes back empty, and reading goes on. Keys that the section does not declare are
 * faults too.
 */
public final class ConfigObject {

  private static final int FAULTY = -1;

  private final String prefix;
  private final Section section;
  private final JsonObject values;
  private final ConfigReading reading;
  private final Set<Key> read = new HashSet<>();
  private final int faultsBefore;

  ConfigObject(String prefix, Section section, JsonObject values, ConfigReading reading) {
    this(prefix, section, values, reading, reading.faults().size());
  }

  private ConfigObject(
      String prefix, Section section, JsonObject values, ConfigReading reading, int faultsBefore) {
    this.prefix = prefix;
    this.section = section;
    this.values = values;
    this.reading = reading;
    this.faultsBefore = faultsBefore;
  }

  /** What is read in place of a value that is no object: empty, and not to be faulted for it. */
  private ConfigObject inPlaceOf(Section refused) {
    return new ConfigObject(
        path(refused) + ".", refused, new JsonObject(), reading.unheard(), FAULTY);
  }

  /**
   * Whether {@code key} has a value.
   *
   * @throws IllegalArgumentException if this object's section does not declare it
   */
  public boolean has(Key key) {
    if (!section.keys().contains(key)) {
      throw new IllegalArgumentException(prefix + key.name() + " is not declared");
    }
    read.add(key);
    return values.has(key.name()) && !values.get(key.name()).isJsonNull();
  }

  /** Whether {@code key} has a value in {@code nested}, which is not read for that. */
  public boolean has(Section nested, Key key) {
    return given(nested)
        .filter(JsonElement::isJsonObject)
        .map(object -> object.getAsJsonObject().get(key.name()))
        .filter(value -> !value.isJsonNull())
        .isPresent();
  }

  /** Reads a setting or its default. */
  public <V> Optional<V> read(Setting<V> setting) {
    return read(setting, Function.identity());
  }

  /** Reads a setting or its default, and hands it to {@code use}, which may refuse it too. */
  public <V, T> Optional<T> read(Setting<V> setting, Function<V, T> use) {
    return given(setting)
        .or(setting::valueByDefault)
        .flatMap(value -> read(path(setting), value, setting.conversion().andThen(use)));
  }

  /** Reads a list of values; empty if there is none or one of them is refused. */
  public <V, T> Optional<List<T>> list(SettingList<V> settings, Function<V, T> use) {
    var conversion = settings.each().conversion().andThen(use);
    return list(settings, (path, value) -> read(path, value, conversion));
  }

  /** Reads values under keys of the user's own; empty if there are none or one is refused. */
  public <V> Optional<Map<String, V>> map(SettingMap<V> settings) {
    return given(settings)
        .flatMap(value -> read(path(settings), value, ConfigObject::asObject))
        .flatMap(
            object -> {
              var result = new LinkedHashMap<String, V>();
              object
                  .asMap()
                  .forEach(
                      (name, value) ->
                          read(path(settings) + "." + name, value, settings.each().conversion())
                              .ifPresent(it -> result.put(name, it)));
              return result.size() == object.size() ? Optional.of(result) : Optional.empty();
            });
  }

  /** Reads a list of objects; empty if there is none or one of them is refused. */
  public <T> Optional<List<T>> objects(
      SectionList sections, Function<ConfigObject, Optional<T>> use) {
    return list(
        sections,
        (path, value) ->
            read(path, value, ConfigObject::asObject)
                .flatMap(object -> readObject(path, sections.each(), object, use)));
  }

  /**
   * Reads an object; a missing one reads like an empty one, so that its defaults hold. What is no
   * object is one fault, and then {@code use} gets an empty one that is never faultless.
   */
  public <T> T object(Section nested, Function<ConfigObject, T> use) {
    var given = given(nested);
    if (given.isEmpty()) {
      return readObject(path(nested), nested, new JsonObject(), use);
    }
    return given
        .flatMap(value -> read(path(nested), value, ConfigObject::asObject))
        .map(object -> readObject(path(nested), nested, object, use))
        .orElseGet(() -> inPlaceOf(nested).readAll(use));
  }

  /** Reads a key that has either a value or keys of its own. */
  public <V, T> Optional<T> either(
      SettingOrSection<V> key, Function<V, T> value, Function<ConfigObject, Optional<T>> object) {
    return given(key)
        .flatMap(
            given ->
                given.isJsonObject()
                    ? readObject(path(key), key.section(), given.getAsJsonObject(), object)
                    : read(path(key), given, key.setting().conversion().andThen(value)));
  }

  /**
   * Settles on one of the section's alternatives: what it requires must be given, and no key of
   * another.
   *
   * @param problem what is wrong with the keys of another
   */
  public void settleOn(Section.Alternative chosen, String problem) {
    section.alternatives().stream()
        .filter(other -> !other.equals(chosen))
        .flatMap(other -> other.keys().stream())
        .filter(this::has)
        .forEach(key -> refuse(key, problem));
    require(chosen);
  }

  /** Makes {@code key} a fault if it has no value; {@code purpose} says what it is for. */
  public void require(Key key, String purpose) {
    if (!has(key)) {
      refuse(key, "is missing: " + purpose);
    }
  }

  /** Makes {@code key} a fault; {@code problem} is what is wrong with it, given or not. */
  public void refuse(Key key, String problem) {
    has(key);
    reading.add(new Fault(path(key), problem));
  }

  /** What {@code use} makes of the values read, all of which are there unless one was refused. */
  public <T> Optional<T> ifFaultless(Supplier<T> use) {
    return reading.faults().size() == faultsBefore ? Optional.of(use.get()) : Optional.empty();
  }

  /** Does what may refuse several values together, and blames {@code key} for it. */
  public <T> Optional<T> together(Key key, Supplier<T> use) {
    try {
      return Optional.of(use.get());
    } catch (InvalidValue refused) {
      reading.add(new Fault(path(key), "does not fit: " + refused.getMessage()));
      return Optional.empty();
    }
  }

  <T> T readAll(Function<ConfigObject, T> use) {
    if (section.alternatives().size() == 1) {
      require(section.alternatives().get(0));
    }
    var result = use.apply(this);
    refuseUndeclared();
    requireRead();
    return result;
  }

  private void require(Section.Alternative alternative) {
    alternative.keys().forEach(key -> key.purpose().ifPresent(it -> require(key, it)));
  }

  private void refuseUndeclared() {
    var known = section.keys().stream().map(Key::name).toList();
    values.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> reading.add(new Fault(prefix + name, undeclaredProblem(name, known))));
  }

  private String undeclaredProblem(String name, List<String> known) {
    return NearestName.to(name, known)
        .map(it -> "is not a known key; did you mean " + prefix + it + "?")
        .or(() -> reading.forbidden(name).map(forbidden -> "cannot be set: " + forbidden.reason()))
        .orElseGet(() -> "is not a known key; known here: " + String.join(", ", known));
  }

  // A key that is declared but never read would be documented and do nothing.
  private void requireRead() {
    for (var key : section.keys()) {
      if (!read.contains(key)) {
        throw new IllegalStateException(path(key) + " is declared but was not read");
      }
    }
  }

  private <T> T readObject(
      String path, Section nested, JsonObject object, Function<ConfigObject, T> use) {
    return new ConfigObject(path + ".", nested, object, reading).readAll(use);
  }

  private <T> Optional<List<T>> list(Key key, BiFunction<String, JsonElement, Optional<T>> use) {
    return given(key)
        .flatMap(value -> read(path(key), value, ConfigObject::asArray))
        .flatMap(
            elements -> {
              var result = new ArrayList<T>();
              for (var index = 0; index < elements.size(); index++) {
                use.apply(path(key) + "[" + index + "]", elements.get(index))
                    .ifPresent(result::add);
              }
              return result.size() == elements.size() ? Optional.of(result) : Optional.empty();
            });
  }

  private <T> Optional<T> read(String path, JsonElement given, Function<JsonElement, T> use) {
    try {
      return Optional.of(use.apply(given));
    } catch (InvalidValue refused) {
      var shown = reading.hides(path) ? ConfigReading.HIDDEN : Shown.of(given);
      reading.add(new Fault(path, "is " + shown + ", but must " + refused.allowed()));
      return Optional.empty();
    }
  }

  private Optional<JsonElement> given(Key key) {
    return has(key) ? Optional.of(values.get(key.name())) : Optional.empty();
  }

  private String path(Key key) {
    return prefix + key.name();
  }

  private static JsonObject asObject(JsonElement element) {
    if (!element.isJsonObject()) {
      throw new InvalidValue(Shown.of(element), "be an object with keys of its own");
    }
    return element.getAsJsonObject();
  }

  private static JsonArray asArray(JsonElement element) {
    if (!element.isJsonArray()) {
      throw new InvalidValue(Shown.of(element), "be a list");
    }
    return element.getAsJsonArray();
  }
}
