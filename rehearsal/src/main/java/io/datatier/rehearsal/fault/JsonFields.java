package io.datatier.rehearsal.fault;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads one object of a fault file and collects everything that is wrong with it. */
final class JsonFields {

  private final String path;
  private final JsonObject json;
  private final List<String> problems;

  /**
   * An object.
   *
   * @param path of the value in the file; empty for the file itself
   * @param json the value, which may not be an object
   * @param problems receives what is wrong
   */
  JsonFields(String path, JsonElement json, List<String> problems) {
    this.path = path;
    this.problems = problems;
    this.json = json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
    if (!json.isJsonObject()) {
      problems.add((path.isEmpty() ? "the file" : path) + " must be an object: {...}");
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void problem(String name, String what) {
    problems.add((path.isEmpty() ? "" : path + ".") + name + " " + what);
  }

  /** Reports all keys but these. */
  void allow(Collection<String> names) {
    json.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> problem(name, "is not a key here; allowed: " + String.join(", ", names)));
  }

  List<JsonElement> array(String name) {
    var found = json.get(name);
    if (found == null || !found.isJsonArray()) {
      problem(name, "must be a list: [...]");
      return List.of();
    }
    return found.getAsJsonArray().asList();
  }

  Optional<String> text(String name) {
    return value(
            name,
            "must be a non-empty text",
            found -> found.isString() && !found.getAsString().isBlank())
        .map(JsonPrimitive::getAsString);
  }

  /** A whole number in a range. */
  Optional<Long> whole(String name, long least, long most) {
    return value(
            name,
            "must be a whole number from %d to %d".formatted(least, most),
            found -> found.isNumber() && isWhole(found.getAsBigDecimal(), least, most))
        .map(JsonPrimitive::getAsLong);
  }

  private static boolean isWhole(BigDecimal number, long least, long most) {
    return number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  /** One of an enum's constants, by its name in the file. */
  <E extends Enum<E>> Optional<E> word(String name, E[] constants) {
    var words = Arrays.stream(constants).map(JsonFields::word).collect(Collectors.joining(", "));
    return value(name, "must be one of " + words, found -> constant(found, constants).isPresent())
        .flatMap(found -> constant(found, constants));
  }

  private static <E extends Enum<E>> Optional<E> constant(JsonPrimitive found, E[] constants) {
    return Arrays.stream(constants)
        .filter(each -> word(each).equals(found.getAsString()))
        .findFirst();
  }

  private Optional<JsonPrimitive> value(
      String name, String must, Predicate<JsonPrimitive> isLawful) {
    var found = json.get(name);
    if (found == null) {
      return Optional.empty();
    }
    if (found.isJsonPrimitive() && isLawful.test(found.getAsJsonPrimitive())) {
      return Optional.of(found.getAsJsonPrimitive());
    }
    problem(name, must + ", but is " + found);
    return Optional.empty();
  }
}
