package io.datatier.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How the values of a type are written and read. */
public sealed interface Form
    permits Form.Keyed, Form.Value, Form.Listed, Form.Mapped, ValueOrObject {

  /** The value at {@code place}; empty if it is invalid, which is recorded as an error. */
  Optional<Object> read(JsonElement given, Place place);

  /**
   * The value at {@code place} if nothing is given and no default is declared; empty if one is
   * required, which is recorded as an error.
   */
  Optional<Object> absent(Place place);

  /** Calls the method of {@code visitor} for this kind of form. */
  <T> T accept(FormVisitor<T> visitor);

  /** This form with the bounds that the component of a record adds. */
  default Form within(Range range) {
    return this;
  }

  /** The range of its values, or of the number of its elements. */
  default Optional<Range> range() {
    return Optional.empty();
  }

  /**
   * What a value is compared with to see whether it is in the range: the number of its elements.
   */
  default Object bound(String text) {
    return Integer.valueOf(text);
  }

  /**
   * This form for a record of one component.
   *
   * @param wrap makes the record of the component's value
   */
  default Form wrapped(Class<?> type, Function<Object, Object> wrap) {
    throw new IllegalArgumentException(type + " has one component, which has keys");
  }

  /** The allowed values in words, as far as the type tells. */
  default String phrase() {
    return "";
  }

  /** Whether it is written as a single value. */
  default boolean isSingle() {
    return false;
  }

  /** The form that has the keys of a value, or of each element of a list. */
  default Optional<Keyed> section() {
    return Optional.empty();
  }

  /** All keys below {@code path}, under their full names. */
  default Stream<Key> below(String path) {
    return Stream.empty();
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

    @Override
    default Optional<Keyed> section() {
      return Optional.of(this);
    }

    @Override
    default Stream<Key> below(String path) {
      return keys().stream().flatMap(key -> key.below(path + "."));
    }

    @Override
    default <T> T accept(FormVisitor<T> visitor) {
      return visitor.section(this);
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
      return place.absent(
          () -> {
            throw new IllegalStateException(place + " has neither a default nor is it required");
          });
    }

    @Override
    public Value within(Range range) {
      var narrowed = bounds.range().map(range::within).orElse(range);
      return new Value(type, kind, conversion, narrowed.phrase(), Bounds.within(narrowed));
    }

    @Override
    public Optional<Range> range() {
      return bounds.range();
    }

    @Override
    public Object bound(String text) {
      return conversion.apply(new JsonPrimitive(text));
    }

    @Override
    public Value wrapped(Class<?> record, Function<Object, Object> wrap) {
      return new Value(
          record, kind, conversion.andThen(wrap), phrase, Forms.law(record).orElse(bounds));
    }

    @Override
    public boolean isSingle() {
      return true;
    }

    @Override
    public <T> T accept(FormVisitor<T> visitor) {
      return visitor.value(this);
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
      return place.absent(() -> finish.apply(List.of()));
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
      return new Listed(each, size.map(range::within).or(() -> Optional.of(range)), finish);
    }

    @Override
    public Optional<Range> range() {
      return size;
    }

    @Override
    public Listed wrapped(Class<?> type, Function<Object, Object> wrap) {
      return new Listed(each, size, finish.andThen(wrap));
    }

    @Override
    public Optional<Keyed> section() {
      return each.section();
    }

    @Override
    public Stream<Key> below(String path) {
      return each.below(path + "[]");
    }

    @Override
    public <T> T accept(FormVisitor<T> visitor) {
      return visitor.list(this);
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
      return place.absent(() -> finish.apply(Map.of()));
    }

    @Override
    public Mapped wrapped(Class<?> type, Function<Object, Object> wrap) {
      return new Mapped(each, finish.andThen(wrap));
    }

    @Override
    public <T> T accept(FormVisitor<T> visitor) {
      return visitor.map(this);
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
