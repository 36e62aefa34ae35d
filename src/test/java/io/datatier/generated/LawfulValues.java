package io.datatier.generated;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.config.Form;
import io.datatier.config.InvalidValue;
import io.datatier.config.Key;
import io.datatier.config.Kind;
import io.datatier.config.ValueOrObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Values that are lawful by the declaration of their key, whatever stands beside them. */
final class LawfulValues {

  private static final int TRIES = 100;
  private static final int MOST_ELEMENTS = 3;

  /** Texts of which the program says nothing but that they are texts. */
  private static final List<String> ANYTHING =
      List.of(
          "plain",
          "two words",
          "Größe",
          "日本語",
          "😀",
          "quote\"d",
          "it's",
          "back\\slash",
          "a: b",
          "#",
          "${PATH}",
          "%s %n",
          "null",
          "true",
          "17",
          "1e3",
          "{",
          "[",
          "line\nbreak",
          "tab\t",
          "\u0007",
          "\u2028",
          "<b>",
          "-",
          "~",
          "@",
          "a".repeat(900));

  private final Random random;
  private final Map<String, List<String>> known;

  /**
   * @param known what the declarations cannot know, by the path of its key: which files there are,
   *     for instance
   */
  LawfulValues(Random random, Map<String, List<String>> known) {
    this.random = random;
    this.known = known;
  }

  /** A section with all that it requires and some of the rest. */
  JsonObject section(Form.Keyed section, String path) {
    var alternatives = section.alternatives();
    // The first is the usual one.
    var chosen = random.nextInt(3) == 0 ? random.nextInt(alternatives.size()) : 0;
    var result = new JsonObject();
    for (var key : alternatives.get(chosen).keys()) {
      if (isDemanded(key) || random.nextInt(5) < 2) {
        result.add(key.name(), value(key.form(), path + "." + key.name()));
      }
    }
    return result;
  }

  // A section demands itself where none of its alternatives can do without a key.
  private static boolean isDemanded(Key key) {
    return key.purpose().isPresent()
        || (key.form() instanceof Form.Keyed section
            && section.alternatives().stream()
                .allMatch(it -> it.keys().stream().anyMatch(LawfulValues::isDemanded)));
  }

  /** A lawful value of a key of {@code form}. */
  JsonElement value(Form form, String path) {
    if (form instanceof Form.Value setting) {
      return setting(setting, path);
    } else if (form instanceof Form.Listed list) {
      var result = new JsonArray();
      count(list.least(), list.most()).forEach(i -> result.add(value(list.each(), path)));
      return result;
    } else if (form instanceof Form.Mapped map) {
      var result = new JsonObject();
      count(0, 4).forEach(i -> result.add("OWN_" + i, setting(map.each(), path)));
      return result;
    } else if (form instanceof ValueOrObject either) {
      return random.nextInt(3) == 0
          ? section(either.object(), path)
          : setting(either.value(), path);
    }
    return section((Form.Keyed) form, path);
  }

  private IntStream count(int least, int most) {
    var usual = Math.min(most, least + MOST_ELEMENTS);
    return IntStream.rangeClosed(1, least + random.nextInt(usual - least + 1));
  }

  private JsonElement setting(Form.Value setting, String path) {
    if (known.containsKey(path)) {
      return new JsonPrimitive(oneOf(known.get(path)));
    }
    for (var tries = 0; tries < TRIES; tries++) {
      var value = written(setting);
      if (takes(setting, value)) {
        return value;
      }
    }
    throw new AssertionError(path + " takes nothing that is like its declaration");
  }

  // Bounds may let more through than is lawful: names that something else keeps for itself.
  private static boolean takes(Form.Value setting, JsonElement value) {
    try {
      return setting.conversion().apply(value) != null;
    } catch (InvalidValue kept) {
      return false;
    }
  }

  private JsonElement written(Form.Value setting) {
    var bounds = setting.bounds();
    if (setting.kind() == Kind.BOOLEAN) {
      return quotedOrNot(Boolean.toString(random.nextBoolean()), random.nextBoolean());
    } else if (!bounds.choices().isEmpty()) {
      return quotedOrNot(oneOf(bounds.choices()), setting.kind() == Kind.INTEGER);
    } else if (setting.kind() == Kind.INTEGER || setting.kind() == Kind.NUMBER) {
      return quotedOrNot(number(setting), true);
    } else if (setting.kind() == Kind.DURATION || setting.kind() == Kind.SHORT_DURATION) {
      return new JsonPrimitive(duration(setting));
    } else if (bounds.like().isPresent()) {
      return new JsonPrimitive(TextLike.of(bounds.like().get(), random));
    }
    return new JsonPrimitive(oneOf(ANYTHING));
  }

  /** {@code pulumi config set} quotes everything. */
  private JsonElement quotedOrNot(String text, boolean plain) {
    if (!plain || random.nextBoolean()) {
      return new JsonPrimitive(text);
    }
    return text.equals("true") || text.equals("false")
        ? new JsonPrimitive(Boolean.valueOf(text))
        : new JsonPrimitive(new BigDecimal(text));
  }

  private String number(Form.Value setting) {
    if (setting.range().isEmpty()) {
      return Integer.toString(random.nextInt(1000));
    }
    var between = setting.range().get();
    var least = new BigDecimal(between.least());
    var most = between.most().map(BigDecimal::new).orElse(new BigDecimal(999_999_999));
    return switch (random.nextInt(4)) {
      case 0 -> least.toPlainString();
      case 1 -> most.toPlainString();
      case 2 -> least.add(BigDecimal.valueOf(random.nextInt(50))).min(most).toPlainString();
      default ->
          least
              .add(most.subtract(least).multiply(BigDecimal.valueOf(random.nextInt(1000), 3)))
              .setScale(setting.kind() == Kind.INTEGER ? 0 : 3, RoundingMode.DOWN)
              .toPlainString();
    };
  }

  private String duration(Form.Value setting) {
    if (setting.range().isEmpty()) {
      return random.nextInt(100) + "s";
    }
    var between = setting.range().get();
    var least = read(setting, between.least());
    var most = between.most().map(text -> read(setting, text)).orElse(Duration.ofHours(100));
    var step = setting.kind() == Kind.DURATION ? Duration.ofSeconds(1) : Duration.ofMillis(1);
    var steps = most.minus(least).dividedBy(step);
    var chosen = least.plus(step.multipliedBy((long) (steps * random.nextDouble())));
    return switch (random.nextInt(4)) {
      case 0 -> between.least();
      case 1 -> between.most().orElse(between.least());
      default ->
          setting.kind() == Kind.DURATION ? chosen.toSeconds() + "s" : chosen.toMillis() + "ms";
    };
  }

  private static Duration read(Form.Value setting, String text) {
    return (Duration) setting.kind().read(new JsonPrimitive(text));
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
