package io.datatier.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the values of a type are written and read. */
public sealed interface Form permits Form.Keyed, Form.Value, Form.Listed, Form.Mapped, Spelling {

  /** The value at {@code place}; empty if it is invalid, which is recorded as an error. */
  Optional<Object> read(JsonElement given, Place place);

  /** The value at {@code place} if nothing is given and no default is declared. */
  Optional<Object> absent(Place place);

  /** This form with the bounds that the component of a record adds. */
  default Form within(Range range) {
    return this;
  }

  /** A form with keys, which may also be keys of another form. */
  sealed interface Keyed extends Form permits Group, Choice {

    /** Reads its keys and leaves others alone. */
    Optional<Object> readKeys(JsonObject given, Place place);

    /** The value that {@code given} selects although its keys have errors, if it is clear. */
    default Optional<Object> meant(JsonObject given) {
      return Optional.empty();
    }

    /** The keys that go together; with several sets, a configuration uses one of them. */
    List<KeySet> alternatives();

    /** Its keys, in the order of declaration. */
    default List<Key> keys() {
      return alternatives().stream().flatMap(it -> it.keys().stream()).toList();
    }

    /** The names of its keys. */
    default List<String> names() {
      return keys().stream().map(Key::name).toList();
    }

    @Override
    default Optional<Object> read(JsonElement given, Place place) {
      if (!given.isJsonObject()) {
        place.refuseShape("be an object");
        return Optional.empty();
      }
      var result = readKeys(given.getAsJsonObject(), place);
      place.refuseUnknown(given.getAsJsonObject(), names());
      return result;
    }

    @Override
    default Optional<Object> absent(Place place) {
      return read(new JsonObject(), place);
    }
  }

  /**
   * Keys that go together.
   *
   * @param title what they select; empty if there is no choice
   */
  record KeySet(String title, List<Key> keys) {}

  /**
   * A single value.
   *
   * @param type of the value
   * @param phrase the allowed values in words
   * @param bounds the allowed values for the schema
   */
  record Value(
      Class<?> type,
      Kind kind,
      Function<JsonElement, Object> conversion,
      String phrase,
      Bounds bounds)
      implements Form {

    @Override
    public Optional<Object> read(JsonElement given, Place place) {
      try {
        var value = conversion.apply(given);
        place.judge(type, value);
        return Optional.of(value);
      } catch (InvalidValue refused) {
        place.refuseShape(given, refused.allowed());
        return Optional.empty();
      }
    }

    @Override
    public Optional<Object> absent(Place place) {
      throw new IllegalStateException(place + " has neither a default nor is it required");
    }

    @Override
    public Value within(Range range) {
      return new Value(type, kind, conversion, range.phrase(), range);
    }
  }

  /**
   * A list.
   *
   * @param size how many elements its type allows, if it declares that
   * @param finish converts the elements to the component's value
   */
  record Listed(Form each, Optional<Range> size, Function<List<Object>, Object> finish)
      implements Form {

    @Override
    public Optional<Object> read(JsonElement given, Place place) {
      if (!given.isJsonArray()) {
        place.refuseShape("be a list");
        return Optional.empty();
      }
      var elements = given.getAsJsonArray();
      var values = new ArrayList<>();
      for (var index = 0; index < elements.size(); index++) {
        var element = elements.get(index);
        each.read(element, place.element(index, element)).ifPresent(values::add);
      }
      return values.size() == elements.size()
          ? place.together(() -> finish.apply(values))
          : Optional.empty();
    }

    @Override
    public Optional<Object> absent(Place place) {
      return place.together(() -> finish.apply(List.of()));
    }

    /** The least number of elements. */
    public int least() {
      return size.map(Range::least).filter(it -> !it.isEmpty()).map(Integer::valueOf).orElse(0);
    }

    /** The greatest number of elements. */
    public int most() {
      return size.flatMap(Range::most).map(Integer::valueOf).orElse(Integer.MAX_VALUE);
    }

    @Override
    public Listed within(Range range) {
      return new Listed(each, size.or(() -> Optional.of(range)), finish);
    }
  }

  /** Values under keys that the user chooses. */
  record Mapped(Value each, Function<Map<String, Object>, Object> finish) implements Form {

    @Override
    public Optional<Object> read(JsonElement given, Place place) {
      if (!given.isJsonObject()) {
        place.refuseShape("be an object");
        return Optional.empty();
      }
      var members = given.getAsJsonObject().asMap();
      var values = new LinkedHashMap<String, Object>();
      members.forEach(
          (name, value) ->
              each.read(value, place.key(name, Optional.of(value)))
                  .ifPresent(it -> values.put(name, it)));
      return values.size() == members.size()
          ? place.together(() -> finish.apply(values))
          : Optional.empty();
    }

    @Override
    public Optional<Object> absent(Place place) {
      return place.together(() -> finish.apply(Map.of()));
    }
  }

  /** A record, each of whose components is a key. */
  record Group(Class<? extends Record> type, List<Part> parts) implements Keyed {

    @Override
    public Optional<Object> readKeys(JsonObject given, Place place) {
      var frame = place.frame();
      parts.forEach(part -> part.read(given, place, frame));
      place.judge(type, frame);
      return frame.hasAll(parts)
          ? place.together(() -> Records.construct(type, frame.values(parts)))
          : Optional.empty();
    }

    @Override
    public List<KeySet> alternatives() {
      return List.of(new KeySet("", parts.stream().flatMap(part -> part.keys().stream()).toList()));
    }
  }
}
