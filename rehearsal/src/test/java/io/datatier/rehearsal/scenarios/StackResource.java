package io.datatier.rehearsal.scenarios;

import com.google.gson.JsonObject;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.schema.AwsSchema;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.ValueJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource of AWS in a stack's state.
 *
 * @param name its name in the program
 * @param inputs what the program set, completed by the provider's defaults
 */
record StackResource(String name, ResourceSchema schema, String id, Fields inputs) {

  private static final AwsSchema SCHEMAS = new AwsSchema();

  static List<StackResource> of(ExportedState state) {
    return state.resources().flatMap(StackResource::of).toList();
  }

  private static Stream<StackResource> of(JsonObject resource) {
    return SCHEMAS
        .of(resource.get("type").getAsString())
        .map(
            schema ->
                new StackResource(
                    resource.get("urn").getAsString().split("::", 4)[3],
                    schema,
                    resource.get("id").getAsString(),
                    ValueJson.fields(resource.getAsJsonObject("inputs"))
                        .without(List.of("__defaults"))))
        .stream();
  }

  ResourceType resourceType() {
    return ResourceTypes.of(schema);
  }

  Optional<Entity> in(Account account) {
    return resourceType().find(account, id);
  }
}
