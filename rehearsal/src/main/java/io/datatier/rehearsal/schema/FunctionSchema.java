package io.datatier.rehearsal.schema;

import io.datatier.rehearsal.schema.PropertyType.ListOf;
import io.datatier.rehearsal.schema.PropertyType.MapOf;
import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import io.datatier.rehearsal.schema.PropertyType.Simple;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Optional;

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
      var zero = zero(property.getValue().type());
      if (zero.isPresent()) {
        completed = completed.withDefault(property.getKey(), zero.get());
      }
    }
    return completed;
  }

  private static Optional<Value> zero(PropertyType type) {
    if (type instanceof ListOf) {
      return Optional.of(new Value.Items(List.of()));
    } else if (type instanceof MapOf) {
      return Optional.of(Fields.NONE);
    } else if (type instanceof Simple simple) {
      return switch (simple) {
        case TEXT -> Optional.of(Value.of(""));
        case WHOLE_NUMBER, NUMBER -> Optional.of(Value.of(0));
        case FLAG -> Optional.of(Value.of(false));
        case ARCHIVE, ASSET_OR_ARCHIVE, ANY -> Optional.empty();
      };
    }
    return Optional.empty();
  }
}
