package io.datatier.rehearsal.schema;

import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.PropertyPath.Step;
import java.util.List;

/** Looks up the type at a property path. */
public final class SchemaPath {

  private SchemaPath() {}

  /**
   * The output type at a path.
   *
   * @throws IllegalArgumentException if the schema has no such path; the message is for the user
   */
  public static PropertyType type(ResourceSchema schema, PropertyPath path) {
    PropertyType type = schema.outputs();
    for (var depth = 0; depth < path.steps().size(); depth++) {
      type = inside(type, path, depth, schema);
    }
    return type;
  }

  private static PropertyType inside(
      PropertyType type, PropertyPath path, int depth, ResourceSchema schema) {
    var step = path.steps().get(depth);
    return type.at(step)
        .orElseThrow(() -> new IllegalArgumentException(missing(type, step, path, depth, schema)));
  }

  private static String missing(
      PropertyType type, Step step, PropertyPath path, int depth, ResourceSchema schema) {
    return type instanceof ObjectOf object && step instanceof Step.Name name
        ? "%s: there is no %s in %s%s."
            .formatted(
                path,
                name.name(),
                depth == 0 ? schema.type() : start(path, depth),
                NearestName.hint(name.name(), object.properties().keySet()))
        : "%s: %s is %s, so the path cannot continue there."
            .formatted(path, start(path, depth), type.description());
  }

  private static PropertyPath start(PropertyPath path, int depth) {
    return new PropertyPath(List.copyOf(path.steps().subList(0, depth)));
  }
}
