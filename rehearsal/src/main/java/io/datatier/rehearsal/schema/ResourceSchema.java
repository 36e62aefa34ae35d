package io.datatier.rehearsal.schema;

import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schema of one resource type.
 *
 * @param type the type token, such as {@code aws:rds/proxy:Proxy}
 * @param inputs the inputs that a program may set
 * @param outputs the outputs of the provider, which include the inputs
 */
public record ResourceSchema(String type, ObjectOf inputs, ObjectOf outputs) {

  /** The outputs that are not inputs: AWS computes them. */
  public Set<String> computed() {
    var names = new TreeSet<>(outputs.properties().keySet());
    names.removeAll(inputs.properties().keySet());
    return names;
  }
}
