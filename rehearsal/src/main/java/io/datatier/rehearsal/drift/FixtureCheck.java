package io.datatier.rehearsal.drift;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.schema.AwsSchema;
import io.datatier.rehearsal.schema.Conformance;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.schema.SchemaPath;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.Value;
import java.util.stream.Stream;

/** Validates entities from a fixture against what the provider would read. */
public final class FixtureCheck {

  private final AwsSchema schemas = new AwsSchema();

  /** Every property that the provider does not have, or has in another form. */
  public Stream<String> failures(Entity entity) {
    var schema = schemas.of(entity.type());
    if (schema.isEmpty()) {
      return Stream.of("the aws provider %s has no such type.".formatted(AwsSchema.VERSION));
    }
    return entity.properties().values().entrySet().stream()
        .flatMap(each -> failures(schema.get(), each.getKey(), each.getValue()));
  }

  private static Stream<String> failures(ResourceSchema schema, String name, Value value) {
    try {
      var type = SchemaPath.type(schema, PropertyPath.of(name));
      return Conformance.failures(name, type, value).stream()
          .map(failure -> "%s: %s.".formatted(failure.path(), failure.reason()));
    } catch (IllegalArgumentException fault) {
      return Stream.of(String.valueOf(fault.getMessage()));
    }
  }
}
