package io.datatier.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.datatier.values.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

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

  /** A text. */
  public static Setting<String> text(String name) {
    return text(name, Function.identity());
  }

  /** A text that {@code lawful} turns into what it stands for. */
  public static <V> Setting<V> text(String name, Function<String, V> lawful) {
    return of(name, Kind.TEXT, lawful, "");
  }

  /** A whole number. */
  public static Setting<Integer> integer(String name) {
    return integer(name, Function.identity());
  }

  /** A whole number that {@code lawful} turns into what it stands for. */
  public static <V> Setting<V> integer(String name, Function<Integer, V> lawful) {
    return of(name, Kind.INTEGER, lawful, "");
  }

  /** A number. */
  public static Setting<Double> number(String name) {
    return of(name, Kind.NUMBER, Function.identity(), "");
  }

  /** True or false. */
  public static Setting<Boolean> bool(String name) {
    return of(name, Kind.BOOLEAN, Function.identity(), "true, false");
  }

  /** One of {@code choices}, written as {@code text} has it. */
  public static <V> Setting<V> choice(String name, List<V> choices, Function<V, String> text) {
    var texts = choices.stream().map(text).toList();
    return of(name, Kind.TEXT, given -> choose(given, choices, texts), String.join(", ", texts))
        .bounded(new Bounds.OneOf(texts));
  }

  private static <V> V choose(String given, List<V> choices, List<String> texts) {
    if (!texts.contains(given)) {
      throw new InvalidValue(given, "be " + String.join(" or ", texts));
    }
    return choices.get(texts.indexOf(given));
  }

  /** A duration. */
  public static Setting<Duration> duration(String name) {
    return of(name, Kind.DURATION, Function.identity(), "");
  }

  /** A duration that may be as short as a few milliseconds. */
  public static Setting<Duration> shortDuration(String name) {
    return of(name, Kind.SHORT_DURATION, Function.identity(), "");
  }

  private static <K, V> Setting<V> of(
      String name, Kind<K> kind, Function<K, V> lawful, String allowed) {
    return new Setting<>(
        name,
        kind,
        given -> lawful.apply(kind.read(given)),
        allowed,
        new Bounds.Unbounded(),
        new Default.None(),
        Optional.empty());
  }

  /** This setting from {@code least} to {@code most}, which its words begin with. */
  public Setting<V> between(int least, int most) {
    return between(Integer.toString(least), Integer.toString(most));
  }

  /** This setting from {@code least} to {@code most}, which its words begin with. */
  public Setting<V> between(String least, String most) {
    return bounded(new Bounds.Between(least, Optional.of(most))).allowing(least + " to " + most);
  }

  /** This setting from {@code least} on, which its words begin with. */
  public Setting<V> atLeast(int least) {
    return bounded(new Bounds.Between(Integer.toString(least), Optional.empty()))
        .allowing(least + " or more");
  }

  /** This setting, whose texts match {@code pattern} as a whole. */
  public Setting<V> like(Pattern pattern) {
    return bounded(new Bounds.Like(pattern));
  }

  /** This setting, whose texts have 1 to {@code characters} characters. */
  public Setting<V> noLongerThan(int characters) {
    return bounded(new Bounds.NoLongerThan(characters))
        .allowing("1 to " + characters + " characters");
  }

  /** This setting, whose numbers are {@code choices}. */
  public Setting<V> oneOf(List<Integer> choices) {
    return bounded(new Bounds.OneOf(choices.stream().map(Object::toString).toList()));
  }

  /** This setting with more words on what is allowed. */
  public Setting<V> allowing(String words) {
    return new Setting<>(name, kind, conversion, allowed + words, bounds, byDefault, purpose);
  }

  /** This setting, read as {@code text} where it is not given. */
  public Setting<V> byDefault(String text) {
    return defaulting(new Default.Value(text));
  }

  /** This setting, whose default its reader finds and {@code words} describe. */
  public Setting<V> otherwise(String words) {
    return defaulting(new Default.Words(words));
  }

  /** This setting, missed where it is not given; {@code purpose} completes "… is missing: ". */
  public Setting<V> required(String purpose) {
    return new Setting<>(name, kind, conversion, allowed, bounds, byDefault, Optional.of(purpose));
  }

  /** A list of such values. */
  public SettingList<V> listed(int least, int most) {
    return new SettingList<>(this, least, most);
  }

  /** Any number of such values, each under a key of the user's own. */
  public SettingMap<V> mapped() {
    return new SettingMap<>(this);
  }

  Optional<JsonElement> valueByDefault() {
    return byDefault instanceof Default.Value value
        ? Optional.of(new JsonPrimitive(value.text()))
        : Optional.empty();
  }

  private Setting<V> bounded(Bounds bounds) {
    return new Setting<>(name, kind, conversion, allowed, bounds, byDefault, purpose);
  }

  private Setting<V> defaulting(Default byDefault) {
    return new Setting<>(name, kind, conversion, allowed, bounds, byDefault, purpose);
  }
}
