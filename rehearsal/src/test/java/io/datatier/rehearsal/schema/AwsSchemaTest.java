package io.datatier.rehearsal.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.schema.PropertyType.ListOf;
import io.datatier.rehearsal.schema.PropertyType.MapOf;
import io.datatier.rehearsal.schema.PropertyType.ObjectOf;
import io.datatier.rehearsal.schema.PropertyType.Property;
import io.datatier.rehearsal.schema.PropertyType.Simple;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class AwsSchemaTest {

  private final AwsSchema schemas = new AwsSchema();

  private ResourceSchema schema(String type) {
    return schemas.of(type).orElseThrow();
  }

  @Test
  void reads_inputs_with_what_they_require() {
    var auth =
        new ObjectOf(
            Map.of(
                "authScheme", optional(Simple.TEXT),
                "clientPasswordAuthType", optional(Simple.TEXT),
                "description", optional(Simple.TEXT),
                "iamAuth", optional(Simple.TEXT),
                "secretArn", optional(Simple.TEXT),
                "username", optional(Simple.TEXT)));
    assertEquals(
        new ObjectOf(
            Map.of(
                "auths", required(new ListOf(auth)),
                "debugLogging", optional(Simple.FLAG),
                "engineFamily", required(Simple.TEXT),
                "idleClientTimeout", optional(Simple.WHOLE_NUMBER),
                "name", optional(Simple.TEXT),
                "requireTls", optional(Simple.FLAG),
                "roleArn", required(Simple.TEXT),
                "tags", optional(new MapOf(Simple.TEXT)),
                "vpcSecurityGroupIds", optional(new ListOf(Simple.TEXT)),
                "vpcSubnetIds", required(new ListOf(Simple.TEXT)))),
        schema("aws:rds/proxy:Proxy").inputs());
  }

  private static Property optional(PropertyType type) {
    return new Property(false, type);
  }

  private static Property required(PropertyType type) {
    return new Property(true, type);
  }

  @Test
  void reads_outputs_that_only_aws_gives() {
    assertEquals(Set.of("arn", "endpoint", "tagsAll"), schema("aws:rds/proxy:Proxy").computed());
    assertEquals(
        Set.of("endpoint", "port", "rdsResourceId", "targetArn", "trackedClusterId", "type"),
        schema("aws:rds/proxyTarget:ProxyTarget").computed());
  }

  @Test
  void takes_named_values_for_text() {
    var instance = schema("aws:rds/instance:Instance").inputs().properties();
    assertEquals(required(Simple.TEXT), instance.get("instanceClass"));
    var function = schema("aws:lambda/function:Function").inputs().properties();
    assertEquals(optional(Simple.ARCHIVE), function.get("code"));
    assertEquals(optional(Simple.TEXT), function.get("runtime"));
  }

  @Test
  void knows_every_property_that_a_behavior_names() {
    for (var type : ResourceTypes.types()) {
      var schema = schema(type);
      var traits = ResourceTypes.of(type).orElseThrow().traits();
      var named = new TreeSet<>(traits.replacedBy());
      named.addAll(traits.filledByAws());
      named.addAll(traits.documents());
      named.addAll(traits.unordered());
      traits.autoName().ifPresent(auto -> named.add(auto.property()));
      named.removeIf(place -> leads(schema.inputs(), place));
      assertEquals(Set.of(), named, type);
      var secrets = new TreeSet<>(traits.secrets());
      secrets.removeAll(schema.outputs().properties().keySet());
      assertEquals(Set.of(), secrets, type);
    }
  }

  /** Whether a place, such as {@code auths.iamAuth}, is in a type. */
  private static boolean leads(PropertyType type, String place) {
    var names = place.split("\\.", 2);
    if (type instanceof ListOf list) {
      return leads(list.element(), place);
    }
    var property = type instanceof ObjectOf object ? object.properties().get(names[0]) : null;
    return property != null && (names.length == 1 || leads(property.type(), names[1]));
  }

  @Test
  void knows_only_resource_types() {
    assertTrue(schemas.of("aws:rds/proxies:Proxies").isEmpty());
    assertTrue(schemas.of("aws:rds/wrong:Proxy").isEmpty());
    assertTrue(schemas.of("gcp:rds/proxy:Proxy").isEmpty());
    assertTrue(schemas.of("Proxy").isEmpty());
  }

  @Test
  void finds_the_name_that_was_meant() {
    var names = Set.of("requireTls", "roleArn", "vpcSubnetIds");
    assertEquals("requireTls", NearestName.to("requireTLS", names).orElseThrow());
    assertEquals("vpcSubnetIds", NearestName.to("subnetIds", names).orElseThrow());
    assertTrue(NearestName.to("banana", names).isEmpty());
  }
}
