package io.datatier.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.values.InvalidValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One of the records that a sealed interface permits: the one that its {@link ChosenBy} key names,
 * or else the one of which a key is given, before all others a key that it requires.
 */
record Choice(Optional<ChosenBy> chosenBy, List<Option> options) implements Form.Keyed {

  /** One alternative. */
  record Option(Alternative said, Form.Group group) {

    List<String> keys() {
      return said.under().isEmpty() ? group.keys() : List.of(said.under());
    }

    List<String> required() {
      return said.under().isEmpty()
          ? group.parts().stream()
              .filter(part -> part.purpose().isPresent())
              .map(Part::name)
              .toList()
          : List.of(said.under());
    }

    private Optional<Object> readKeys(JsonObject given, Place place) {
      if (said.under().isEmpty()) {
        return group.readKeys(given, place);
      }
      var value = given.get(said.under());
      return group.read(value, place.key(said.under(), Optional.of(value)));
    }
  }

  @Override
  public List<String> keys() {
    return Stream.concat(
            chosenBy.stream().map(ChosenBy::key),
            options.stream().flatMap(option -> option.keys().stream()))
        .toList();
  }

  @Override
  public Optional<Object> readKeys(JsonObject given, Place place) {
    if (chosenBy.isPresent()) {
      return readNamed(given, place, chosenBy.get());
    }
    var chosen =
        first(option -> isGiven(given, option.required()))
            .or(() -> first(option -> isGiven(given, option.keys())))
            .or(() -> first(option -> option.required().isEmpty()));
    if (chosen.isEmpty()) {
      var missed = options.get(0).required().get(0);
      place.key(missed, Optional.empty()).refuse("is missing: " + place.purpose().orElseThrow());
    }
    return chosen.flatMap(option -> settleOn(option, given, place));
  }

  @Override
  public Optional<Object> meant(JsonObject given) {
    return chosenBy
        .flatMap(
            by -> {
              var name =
                  given.has(by.key()) ? given.get(by.key()) : new JsonPrimitive(by.byDefault());
              return first(option -> name.equals(new JsonPrimitive(option.said().named())));
            })
        .filter(option -> option.required().isEmpty())
        .map(option -> Defaults.of(option.group().type()));
  }

  private Optional<Object> readNamed(JsonObject given, Place place, ChosenBy by) {
    var name = Optional.ofNullable(given.get(by.key())).filter(it -> !it.isJsonNull());
    var here = place.key(by.key(), name);
    var chosen =
        name.isEmpty()
            ? first(option -> option.said().named().equals(by.byDefault()))
            : named(name.get(), here);
    if (chosen.isEmpty()) {
      // Nobody knows which of them are for the one that was meant.
      options.forEach(option -> option.readKeys(given, place));
    }
    return chosen.flatMap(option -> settleOn(option, given, place));
  }

  private Optional<Option> named(JsonElement name, Place place) {
    var names = options.stream().map(option -> option.said().named()).toList();
    try {
      var text = Kind.TEXT.read(name);
      if (!names.contains(text)) {
        throw new InvalidValue(text, "be " + String.join(" or ", names));
      }
      return Optional.of(options.get(names.indexOf(text)));
    } catch (InvalidValue refused) {
      place.refuseShape(refused.allowed());
      return Optional.empty();
    }
  }

  private Optional<Object> settleOn(Option chosen, JsonObject given, Place place) {
    options.stream()
        .filter(other -> !other.equals(chosen))
        .flatMap(other -> other.keys().stream())
        .filter(key -> isGiven(given, List.of(key)))
        .forEach(key -> place.key(key, Optional.empty()).refuse(chosen.said().refuses()));
    return chosen.readKeys(given, place);
  }

  private Optional<Option> first(Predicate<Option> which) {
    return options.stream().filter(which).findFirst();
  }

  private static boolean isGiven(JsonObject object, List<String> keys) {
    return keys.stream().anyMatch(key -> object.has(key) && !object.get(key).isJsonNull());
  }
}
