package io.datatier.rehearsal.schema;

import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schema of one resource type.
 *
 * @param type the type token, such as {@code aws:rds/proxy:Proxy}
 * @param inputs what a program may give
 * @param outputs what the provider gives back; it includes what was given
 */
public record ResourceSchema(String type, ObjectOf inputs, ObjectOf outputs) {

  /** The outputs that no input gives. */
  public Set<String> computed() {
    var names = new TreeSet<>(outputs.properties().keySet());
    names.removeAll(inputs.properties().keySet());
    return names;
  }
}
