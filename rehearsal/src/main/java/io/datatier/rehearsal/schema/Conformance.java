package io.datatier.rehearsal.schema;

import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks inputs against a schema: no unknown properties, no missing ones, each of the right type.
 * Unknown values have any type.
 */
public final class Conformance {

  private final List<Failure> failures = new ArrayList<>();

  private Conformance() {}

  /** All failures of a resource's inputs, in the order of the property names. */
  public static List<Failure> failures(ResourceSchema schema, Fields inputs) {
    return failures(schema.type(), schema.inputs(), inputs);
  }

  /** All failures of a function's arguments, in the order of their names. */
  public static List<Failure> failures(FunctionSchema schema, Fields arguments) {
    return failures(schema.token(), schema.inputs(), arguments);
  }

  private static List<Failure> failures(String owner, ObjectOf type, Fields given) {
    var conformance = new Conformance();
    conformance.object("", owner, type, given);
    return List.copyOf(conformance.failures);
  }

  /** All failures of one value against its type. */
  public static List<Failure> failures(String path, PropertyType type, Value value) {
    var conformance = new Conformance();
    conformance.value(path, type, value);
    return List.copyOf(conformance.failures);
  }

  void object(String path, String owner, ObjectOf type, Fields given) {
    var names = new TreeMap<>(type.properties());
    for (var name : given.names()) {
      var property = names.remove(name);
      var at = path.isEmpty() ? name : path + "." + name;
      if (property == null) {
        failures.add(new Failure(at, unknownProperty(name, owner, type.properties())));
      } else {
        given.get(name).ifPresent(value -> value(at, property.type(), value));
      }
    }
    names.forEach(
        (name, property) -> {
          if (property.required()) {
            failures.add(
                new Failure(path.isEmpty() ? name : path + "." + name, "is required but not set"));
          }
        });
  }

  private static String unknownProperty(
      String name, String owner, Map<String, PropertyType.Property> known) {
    return "is not a property of " + owner + NearestName.hint(name, known.keySet());
  }

  void value(String path, PropertyType type, Value value) {
    if (!(value instanceof Value.Unknown)) {
      type.check(path, value, this);
    }
  }

  void mismatch(String path, PropertyType type, Value value) {
    failures.add(new Failure(path, "must be " + type.description() + ", but is " + value.form()));
  }
}
