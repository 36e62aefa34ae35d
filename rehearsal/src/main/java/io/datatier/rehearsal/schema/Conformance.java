package io.datatier.rehearsal.schema;

import io.datatier.rehearsal.schema.PropertyType.ListOf;
import io.datatier.rehearsal.schema.PropertyType.MapOf;
import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import io.datatier.rehearsal.schema.PropertyType.Simple;
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

  private void object(String path, String owner, ObjectOf type, Fields given) {
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

  private void value(String path, PropertyType type, Value value) {
    if (value instanceof Value.Unknown || type == Simple.ANY) {
      return;
    }
    if (type instanceof ListOf list && value instanceof Value.Items items) {
      for (int i = 0; i < items.values().size(); i++) {
        value(path + "[" + i + "]", list.element(), items.values().get(i));
      }
    } else if (type instanceof MapOf map && value instanceof Fields fields) {
      fields.values().forEach((key, each) -> value(path + "[" + key + "]", map.value(), each));
    } else if (type instanceof ObjectOf object && value instanceof Fields fields) {
      object(path, path, object, fields);
    } else if (!(type instanceof Simple simple && matches(simple, value))) {
      failures.add(new Failure(path, "must be " + type.description() + ", but is " + value.form()));
    }
  }

  private static boolean matches(Simple type, Value value) {
    return switch (type) {
      case TEXT ->
          value instanceof Value.Text
              || (value instanceof Value.Opaque opaque
                  && opaque.kind() == Value.Opaque.Kind.RESOURCE);
      case WHOLE_NUMBER -> value instanceof Value.Numeric number && number.isWhole();
      case NUMBER -> value instanceof Value.Numeric;
      case FLAG -> value instanceof Value.Flag;
      case ARCHIVE ->
          value instanceof Value.Opaque opaque && opaque.kind() == Value.Opaque.Kind.ARCHIVE;
      case ASSET_OR_ARCHIVE ->
          value instanceof Value.Opaque opaque && opaque.kind() != Value.Opaque.Kind.RESOURCE;
      case ANY -> true;
    };
  }
}
