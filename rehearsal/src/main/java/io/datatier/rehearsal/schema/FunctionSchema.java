package io.datatier.rehearsal.schema;

import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import io.datatier.rehearsal.value.Fields;

/**
 * The schema of one function.
 *
 * @param token the token, such as {@code aws:rds/getInstance:getInstance}
 * @param inputs the arguments that a program may pass
 * @param outputs what the function returns, which includes the arguments
 */
public record FunctionSchema(String token, ObjectOf inputs, ObjectOf outputs) {

  /**
   * An answer with every property that a program can read. What AWS says nothing of is the zero
   * value of its type, as in Terraform's data sources.
   */
  public Fields completed(Fields answer) {
    var completed = answer;
    for (var property : outputs.properties().entrySet()) {
      var zero = property.getValue().type().zero();
      if (zero.isPresent()) {
        completed = completed.withDefault(property.getKey(), zero.get());
      }
    }
    return completed;
  }
}
