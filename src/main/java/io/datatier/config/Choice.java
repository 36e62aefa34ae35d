package io.datatier.config;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the records that a sealed interface permits: the one that its {@link ChosenBy} key names,
 * or else the one with a key that is given; required keys come first.
 */
public record Choice(Optional<Key> chooser, List<Option> options) implements Form.Keyed {

  /** One alternative. */
  public record Option(Alternative said, Form.Group group) {

    List<Key> keys() {
      return said.under().isEmpty()
          ? group.keys()
          : List.of(Key.section(said.under(), group, said.allows(), Optional.of(said.title())));
    }

    List<String> names() {
      return keys().stream().map(Key::name).toList();
    }

    List<String> required() {
      return keys().stream().filter(key -> key.purpose().isPresent()).map(Key::name).toList();
    }

    boolean isDefault(Key chooser) {
      return chooser.byDefault().equals(Default.of(said.named()));
    }

    boolean isNamed(Key chooser, JsonObject given) {
      return given.has(chooser.name())
          ? given.get(chooser.name()).equals(new JsonPrimitive(said.named()))
          : isDefault(chooser);
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
  public List<KeySet> alternatives() {
    return chooser
        .map(key -> List.of(new KeySet("", keys(key))))
        .orElseGet(
            () ->
                options.stream()
                    .map(option -> new KeySet(option.said().title(), option.keys()))
                    .toList());
  }

  private List<Key> keys(Key chooser) {
    return Stream.concat(
            Stream.of(chooser),
            options.stream()
                .flatMap(
                    option ->
                        option.keys().stream()
                            .map(key -> option.isDefault(chooser) ? key : key.ofAlternative())))
        .toList();
  }

  @Override
  public Optional<Object> readKeys(JsonObject given, Place place) {
    if (chooser.isPresent()) {
      return readChosen(given, place, chooser.get());
    }
    var chosen =
        first(option -> isGiven(given, option.required()))
            .or(() -> first(option -> isGiven(given, option.names())))
            .or(() -> first(option -> option.required().isEmpty()));
    if (chosen.isEmpty()) {
      var missed = options.get(0).required().get(0);
      place
          .key(missed, Optional.empty())
          .refuse("is missing: " + place.purpose().orElseGet(this::eitherOf));
    }
    return chosen.flatMap(option -> settleOn(option, given, place));
  }

  private String eitherOf() {
    return options.stream()
        .map(option -> option.required().get(0))
        .collect(Collectors.joining(" or ", "give ", ""));
  }

  @Override
  public Optional<Object> meant(JsonObject given) {
    return chooser
        .flatMap(key -> first(option -> option.isNamed(key, given)))
        .filter(option -> option.required().isEmpty())
        .map(option -> Defaults.of(option.group().type()));
  }

  private Optional<Object> readChosen(JsonObject given, Place place, Key chooser) {
    var here = place.key(chooser.name(), Optional.ofNullable(given.get(chooser.name())));
    var chosen =
        isGiven(given, List.of(chooser.name()))
            ? chooser.form().read(given.get(chooser.name()), here).map(Option.class::cast)
            : first(option -> option.isDefault(chooser));
    if (chosen.isEmpty()) {
      // The intended alternative is unknown: report the errors of all.
      options.forEach(option -> option.readKeys(given, place));
    }
    return chosen.flatMap(option -> settleOn(option, given, place));
  }

  private Optional<Object> settleOn(Option chosen, JsonObject given, Place place) {
    options.stream()
        .filter(other -> !other.equals(chosen))
        .flatMap(other -> other.names().stream())
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
