package io.datatier.config;

import com.google.gson.JsonElement;
import java.time.Duration;
import java.util.regex.Pattern;

/** The syntax of a single value, quoted or not. */
public enum Kind {
  /** A string. Numbers and booleans count too, because YAML reads {@code 17} as a number. */
  TEXT("be a string", "(?s).*"),

  /** A whole number; {@code pulumi config set} quotes it. */
  INTEGER("be a whole number", "-?[0-9]{1,9}"),

  NUMBER("be a number", "-?[0-9]{1,9}(?:\\.[0-9]{1,9})?"),

  BOOLEAN("be true or false", "true|false"),

  /** A whole number of seconds, minutes or hours, such as {@code 30m}. */
  DURATION("be a duration such as 90s, 30m or 1h", "[0-9]{1,9}[smh]"),

  /** The same, or a whole number of milliseconds, such as {@code 50ms}. */
  SHORT_DURATION("be a duration such as 50ms, 2s or 1m", "[0-9]{1,9}(?:ms|[smh])");

  private final String shape;
  private final Pattern pattern;

  Kind(String shape, String regex) {
    this.shape = shape;
    this.pattern = Pattern.compile(regex);
  }

  /** A regular expression for the whole text. */
  Pattern pattern() {
    return pattern;
  }

  /**
   * Parses {@code given}.
   *
   * @throws InvalidValue if it has another syntax
   */
  public Object read(JsonElement given) {
    if (!given.isJsonPrimitive() || !pattern.matcher(given.getAsString()).matches()) {
      throw new InvalidValue(Excerpt.of(given), shape);
    }
    var text = given.getAsString();
    if (this == TEXT && given.getAsJsonPrimitive().isNumber() && text.contains(".")) {
      throw new InvalidValue(Excerpt.of(given), "be quoted: YAML reads 16.10 as 16.1");
    }
    return switch (this) {
      case TEXT -> text;
      case INTEGER -> Integer.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DURATION, SHORT_DURATION -> duration(text);
    };
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - "ms".length())))
        : Duration.parse("PT" + text);
  }
}
