package io.datatier.rehearsal.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.core.ResourceTypes;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PackageSchemaTest {

  private static final JsonObject SCHEMA =
      JsonParser.parseString(PackageSchema.json()).getAsJsonObject();

  private static JsonObject resource(String token) {
    return SCHEMA.getAsJsonObject("resources").getAsJsonObject(token);
  }

  @Test
  void has_every_resource_type_of_the_provider() {
    assertEquals("6.83.0", SCHEMA.get("version").getAsString());
    var tokens = SCHEMA.getAsJsonObject("resources").keySet();
    assertTrue(tokens.size() > 1400, () -> "only " + tokens.size());
    var missing = new TreeSet<>(ResourceTypes.types());
    missing.removeAll(tokens);
    assertEquals(Set.of(), missing);
  }

  @Test
  void says_what_a_resource_takes_and_gives() {
    var proxy = resource("aws:rds/proxy:Proxy");
    assertEquals(
        JsonParser.parseString("[\"auths\",\"engineFamily\",\"roleArn\",\"vpcSubnetIds\"]"),
        proxy.get("requiredInputs"));
    assertEquals(
        JsonParser.parseString(
            """
            {"type": "array", "items": {"$ref": "#/types/aws:rds/ProxyAuth:ProxyAuth"}}"""),
        proxy.getAsJsonObject("inputProperties").get("auths"));
    assertEquals(
        JsonParser.parseString("{\"type\": \"string\"}"),
        proxy.getAsJsonObject("properties").get("endpoint"));
    assertEquals(
        JsonParser.parseString("{\"$ref\": \"pulumi.json#/Archive\"}"),
        resource("aws:lambda/function:Function").getAsJsonObject("inputProperties").get("code"));
  }

  @Test
  void refers_only_to_types_that_it_has() {
    var types = SCHEMA.getAsJsonObject("types").keySet();
    var missing = new TreeSet<String>();
    gather(SCHEMA, missing);
    missing.removeIf(
        reference ->
            reference.startsWith("pulumi.json#/")
                || types.contains(reference.replaceFirst("^#/types/", "")));
    assertEquals(Set.of(), missing);
  }

  private static void gather(JsonElement json, Set<String> references) {
    if (json.isJsonObject()) {
      for (var each : json.getAsJsonObject().entrySet()) {
        if (each.getKey().equals("$ref") && each.getValue().isJsonPrimitive()) {
          references.add(each.getValue().getAsString());
        } else {
          gather(each.getValue(), references);
        }
      }
    } else if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(each -> gather(each, references));
    }
  }
}
