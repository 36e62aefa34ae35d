package io.datatier.config;

import com.google.gson.JsonElement;
import io.datatier.values.InvalidValue;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a single value looks like, before it means anything. */
public final class Kind<V> {

  private static final Pattern DURATION_TEXT = Pattern.compile("([0-9]{1,9})(ms|[smh])");
  private static final Pattern NUMBER_TEXT = Pattern.compile("-?[0-9]{1,9}(?:\\.[0-9]{1,9})?");
  private static final Pattern INTEGER_TEXT = Pattern.compile("-?[0-9]{1,9}");

  /** A text; numbers and booleans count as one, since YAML takes {@code 17} for a number. */
  public static final Kind<String> TEXT = new Kind<>("be a text", Kind::asText);

  /** A whole number, quoted or not: {@code pulumi config set} quotes it. */
  public static final Kind<Integer> INTEGER = new Kind<>("be a whole number", Kind::asInteger);

  /** A number, quoted or not. */
  public static final Kind<Double> NUMBER = new Kind<>("be a number", Kind::asNumber);

  /** True or false, quoted or not. */
  public static final Kind<Boolean> BOOLEAN = new Kind<>("be true or false", Kind::asBoolean);

  /** A whole number of seconds, minutes or hours, such as {@code 30m}. */
  public static final Kind<Duration> DURATION =
      new Kind<>("be a duration such as 90s, 30m or 1h", Kind::asDuration);

  /** The same, or a whole number of milliseconds, such as {@code 50ms}. */
  public static final Kind<Duration> SHORT_DURATION =
      new Kind<>("be a duration such as 50ms, 2s or 1m", Kind::asShortDuration);

  private final String shape;
  private final Function<JsonElement, Optional<V>> conversion;

  private Kind(String shape, Function<JsonElement, Optional<V>> conversion) {
    this.shape = shape;
    this.conversion = conversion;
  }

  /**
   * The value that is written as {@code given}.
   *
   * @throws InvalidValue if {@code given} looks otherwise
   */
  public V read(JsonElement given) {
    return conversion.apply(given).orElseThrow(() -> new InvalidValue(Shown.of(given), shape));
  }

  private static Optional<String> asText(JsonElement element) {
    return element.isJsonPrimitive() ? Optional.of(element.getAsString()) : Optional.empty();
  }

  private static Optional<Integer> asInteger(JsonElement element) {
    return asText(element).filter(INTEGER_TEXT.asMatchPredicate()).map(Integer::valueOf);
  }

  private static Optional<Double> asNumber(JsonElement element) {
    return asText(element).filter(NUMBER_TEXT.asMatchPredicate()).map(Double::valueOf);
  }

  private static Optional<Boolean> asBoolean(JsonElement element) {
    return asText(element)
        .filter(text -> text.equals("true") || text.equals("false"))
        .map(Boolean::valueOf);
  }

  private static Optional<Duration> asDuration(JsonElement element) {
    return asShortDuration(element).filter(duration -> duration.toMillisPart() == 0);
  }

  private static Optional<Duration> asShortDuration(JsonElement element) {
    return asText(element)
        .map(DURATION_TEXT::matcher)
        .filter(Matcher::matches)
        .map(
            matcher -> {
              var count = Long.parseLong(matcher.group(1));
              return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
              };
            });
  }
}
