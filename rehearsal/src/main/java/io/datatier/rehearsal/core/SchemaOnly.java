package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Locale;

/**
 * A type without a class of its own: inputs are checked against the provider's schema, and the
 * outputs that AWS computes are placeholders of the right type.
 */
final class SchemaOnly implements ResourceType {

  private final ResourceSchema schema;

  SchemaOnly(ResourceSchema schema) {
    this.schema = schema;
  }

  @Override
  public Traits traits() {
    return Traits.of(schema.type(), schema.type());
  }

  @Override
  public Made create(Account account, Fields properties) {
    var parts = schema.type().split("[:/]", -1);
    var name = parts[parts.length - 1].toLowerCase(Locale.ROOT);
    var id = Ids.ec2(account, name);
    var completed = properties;
    for (var output : schema.computed()) {
      completed = completed.withDefault(output, madeUp(account, parts[1], name, id, output));
    }
    return Made.in(account, entity(account, id, completed));
  }

  private Value madeUp(Account account, String service, String name, String id, String output) {
    var property = schema.outputs().properties().get(output);
    if (output.equals("arn")) {
      return Value.of(account.arn(service, name + "/" + id));
    } else if (property == null) {
      return new Value.Items(List.of());
    } else if (property.type() instanceof ObjectOf) {
      return Fields.NONE;
    }
    return property
        .type()
        .zero()
        .filter(zero -> zero.text().isEmpty())
        .orElseGet(() -> Value.of(output + "-" + account.draw(output, 8)));
  }
}
