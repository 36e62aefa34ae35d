package io.datatier.rehearsal.value;

import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An object value, which may also be the properties of a resource. Getters return known values
 * only: unknown and absent values both read as empty, see {@link #isUnknown}.
 */
public record Fields(SortedMap<String, Value> values) implements Value {

  public static final Fields NONE = new Fields(new TreeMap<>());

  public Fields {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Fields with these values. */
  public static Fields of(Map<String, ? extends Value> values) {
    return new Fields(new TreeMap<>(values));
  }

  /** The names of all fields, sorted. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Whether the field is present, known or not. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether the field, or anything in it, is unknown. */
  public boolean isUnknown(String name) {
    return get(name).map(value -> !value.isKnown()).orElse(false);
  }

  /** The field, known or not. */
  public Optional<Value> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A known string, or the id of a known resource. */
  public Optional<String> text(String name) {
    return get(name).flatMap(Value::text);
  }

  /** A known string, or {@code otherwise}. */
  public String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  /** Whether it is a known string with this value. */
  public boolean says(String name, String value) {
    return text(name).filter(value::equals).isPresent();
  }

  /** A known number. */
  public OptionalDouble number(String name) {
    return values.get(name) instanceof Value.Numeric number
        ? OptionalDouble.of(number.value())
        : OptionalDouble.empty();
  }

  /** Whether the flag is known to be true. */
  public boolean flag(String name) {
    return values.get(name) instanceof Value.Flag flag && flag.value();
  }

  /** A nested object; empty if absent or unknown. */
  public Fields fields(String name) {
    return values.get(name) instanceof Fields nested ? nested : NONE;
  }

  /** The elements of a list, known and unknown; empty if the list is absent or unknown. */
  public List<Value> items(String name) {
    return values.get(name) instanceof Value.Items items ? items.values() : List.of();
  }

  /** The known strings in a list. */
  public List<String> texts(String name) {
    return items(name).stream().map(Value::text).flatMap(Optional::stream).toList();
  }

  /** The objects in a list. */
  public List<Fields> objects(String name) {
    return items(name).stream().filter(Fields.class::isInstance).map(Fields.class::cast).toList();
  }

  /** These fields, with one set. */
  public Fields with(String name, Value value) {
    var changed = new TreeMap<>(values);
    changed.put(name, value);
    return new Fields(changed);
  }

  /** These fields, with each object in a list changed. */
  public Fields withEach(String name, UnaryOperator<Fields> change) {
    var items = items(name);
    return items.isEmpty()
        ? this
        : with(
            name,
            new Items(
                items.stream()
                    .map(item -> item instanceof Fields object ? change.apply(object) : item)
                    .toList()));
  }

  /** These fields, with one string set. */
  public Fields with(String name, String value) {
    return with(name, Value.of(value));
  }

  /** These fields, with one number set. */
  public Fields with(String name, double value) {
    return with(name, Value.of(value));
  }

  /** These fields, with one flag set. */
  public Fields with(String name, boolean value) {
    return with(name, Value.of(value));
  }

  /** These fields, with one set unless present. */
  public Fields withDefault(String name, Value value) {
    return has(name) ? this : with(name, value);
  }

  /** These fields, with one string set unless present. */
  public Fields withDefault(String name, String value) {
    return withDefault(name, Value.of(value));
  }

  /** These fields, with one number set unless present. */
  public Fields withDefault(String name, double value) {
    return withDefault(name, Value.of(value));
  }

  /** These fields, with one flag set unless present. */
  public Fields withDefault(String name, boolean value) {
    return withDefault(name, Value.of(value));
  }

  /** These fields, with one list of strings set unless present. */
  public Fields withDefault(String name, List<String> value) {
    return withDefault(name, Value.of(value));
  }

  /** These fields, where a nested object keeps what it had before and does not set. */
  public Fields keeping(String name, Fields before) {
    var had = before.fields(name);
    boolean isObject = !has(name) || get(name).filter(Fields.class::isInstance).isPresent();
    return isObject && !had.names().isEmpty() ? with(name, had.with(fields(name))) : this;
  }

  /** These fields, where a string stays as it was before if both have the same meaning. */
  public Fields keeping(String name, Fields before, UnaryOperator<String> meaning) {
    return text(name)
        .map(meaning)
        .filter(each -> before.text(name).map(meaning).filter(each::equals).isPresent())
        .map(same -> with(name, before.text(name, "")))
        .orElse(this);
  }

  /** These fields, overlaid by others. */
  public Fields with(Fields others) {
    var changed = new TreeMap<>(values);
    changed.putAll(others.values);
    return new Fields(changed);
  }

  /** These fields, without some. */
  public Fields without(Collection<String> names) {
    var changed = new TreeMap<>(values);
    changed.keySet().removeAll(names);
    return new Fields(changed);
  }

  /** Only some of these fields. */
  public Fields only(Collection<String> names) {
    var kept = new TreeMap<>(values);
    kept.keySet().retainAll(names);
    return new Fields(kept);
  }

  @Override
  public String form() {
    return "an object";
  }

  @Override
  public boolean isKnown() {
    return values.values().stream().allMatch(Value::isKnown);
  }

  @Override
  public Stream<Value> children() {
    return values.values().stream();
  }

  @Override
  public JsonObject toJson() {
    var object = new JsonObject();
    values.forEach((name, each) -> object.add(name, each.toJson()));
    return object;
  }

  @Override
  public Fields mapped(UnaryOperator<Value> change) {
    var changed = new TreeMap<>(values);
    changed.replaceAll((name, value) -> change.apply(value));
    return new Fields(changed);
  }

  /** Every known string in these fields, at any depth. */
  public Stream<String> allTexts() {
    return values.values().stream().flatMap(Fields::textsIn);
  }

  private static Stream<String> textsIn(Value value) {
    return Stream.concat(value.text().stream(), value.children().flatMap(Fields::textsIn));
  }
}
