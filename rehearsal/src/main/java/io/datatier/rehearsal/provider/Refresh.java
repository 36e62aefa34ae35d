package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.schema.PropertyType;
import io.datatier.rehearsal.schema.PropertyType.ListOf;
import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import io.datatier.rehearsal.schema.PropertyType.Simple;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.PropertyPath.Step;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Computes the inputs that match a resource's current state. */
final class Refresh {

  private static final Value NO_ITEMS = new Value.Items(List.of());

  private Refresh() {}

  /** The inputs of an imported resource, with all its tags. */
  static Fields imported(ResourceSchema schema, Fields now) {
    var inputs = new TreeMap<String, Value>();
    now.values()
        .forEach(
            (name, value) -> {
              boolean isNothing =
                  value.equals(Value.of("")) || value.equals(NO_ITEMS) || value.equals(Fields.NONE);
              boolean isInput =
                  schema.inputs().properties().containsKey(name) || name.equals(Region.ALL_TAGS);
              if (isInput && !isNothing) {
                inputs.put(name, value);
              }
            });
    return new Fields(inputs);
  }

  /** The current inputs: those that the program gave, and those that drifted. */
  static Fields inputs(
      ResourceSchema schema, Traits traits, Fields given, Fields before, Fields now) {
    var inputs = new TreeMap<String, Value>();
    projected(inputsOf(schema), given, before, now)
        .values()
        .forEach(
            (name, current) -> {
              var value = given.get(name);
              boolean isSame =
                  value.filter(one -> Differences.same(traits, name, one, current)).isPresent();
              inputs.put(name, isSame ? value.get() : current);
            });
    return new Fields(inputs);
  }

  /** The schema's inputs, and the tags that the provider adds to them. */
  private static ObjectOf inputsOf(ResourceSchema schema) {
    var inputs = new TreeMap<>(schema.inputs().properties());
    Optional.ofNullable(schema.outputs().properties().get(Region.ALL_TAGS))
        .ifPresent(tags -> inputs.put(Region.ALL_TAGS, tags));
    return new ObjectOf(inputs);
  }

  /**
   * The current values that correspond to the old inputs, and those that changed since. It has more
   * than the old inputs only where someone else added values.
   */
  private static Fields projected(PropertyType type, Fields given, Fields before, Fields now) {
    var fields = new TreeMap<String, Value>();
    now.values()
        .forEach(
            (name, current) -> {
              var within = inside(type, name);
              var value = given.get(name);
              var then = before.get(name);
              if (value.isPresent()) {
                fields.put(
                    name,
                    projected(
                        within.orElse(Simple.ANY), value.get(), then.orElse(current), current));
              } else if (within.isPresent() && !then.equals(Optional.of(current))) {
                fields.put(name, current);
              }
            });
    return new Fields(fields);
  }

  private static Value projected(PropertyType type, Value given, Value before, Value current) {
    if (given instanceof Fields one && current instanceof Fields now) {
      return projected(type, one, before instanceof Fields then ? then : now, now);
    } else if (given instanceof Value.Items one
        && current instanceof Value.Items now
        && one.values().size() == now.values().size()) {
      var element = type instanceof ListOf list ? list.element() : Simple.ANY;
      var then = elements(before, now);
      return new Value.Items(
          IntStream.range(0, now.values().size())
              .mapToObj(
                  i -> projected(element, one.values().get(i), then.get(i), now.values().get(i)))
              .toList());
    }
    return current;
  }

  /** The elements of the old list to compare with, or the current ones if there is no old list. */
  private static List<Value> elements(Value before, Value.Items now) {
    return before instanceof Value.Items then && then.values().size() == now.values().size()
        ? then.values()
        : now.values();
  }

  /** The type of an input in an object or map. */
  private static Optional<PropertyType> inside(PropertyType type, String name) {
    return type == Simple.ANY ? Optional.empty() : type.at(new Step.Name(name));
  }
}
