package io.datatier.proof.doctor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the engine's state says of a stack.
 *
 * @param proxies the names of its proxies: two while clients move from one to the other
 * @param region where they are
 * @param functions the names of its Lambda functions that connect to a proxy
 * @param capacity the stack's plan, as its output has it
 */
record DeployedStack(
    List<String> proxies, String region, List<String> functions, JsonObject capacity) {

  /**
   * Reads a state.
   *
   * @param export what {@code pulumi stack export} prints
   * @return empty if the stack has no proxy of its own
   */
  static Optional<DeployedStack> read(JsonObject export) {
    var resources =
        export.getAsJsonObject("deployment").getAsJsonArray("resources").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .toList();
    var proxies = outputs(resources, "aws:rds/proxy:Proxy").toList();
    if (proxies.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeployedStack(
            proxies.stream().map(proxy -> proxy.get("name").getAsString()).toList(),
            // arn:aws:rds:REGION:ACCOUNT:db-proxy:ID
            proxies.get(0).get("arn").getAsString().split(":", -1)[3],
            outputs(resources, "aws:lambda/function:Function")
                .filter(function -> function.toString().contains("\"RDS_PROXY_ENDPOINT\""))
                .map(function -> function.get("name").getAsString())
                .toList(),
            outputs(resources, "pulumi:pulumi:Stack")
                .map(stack -> stack.getAsJsonObject("capacity"))
                .findFirst()
                .orElseGet(JsonObject::new)));
  }

  private static Stream<JsonObject> outputs(List<JsonObject> resources, String type) {
    return resources.stream()
        .filter(resource -> resource.get("type").getAsString().equals(type))
        .filter(resource -> resource.has("outputs"))
        .map(resource -> resource.getAsJsonObject("outputs"));
  }

  /** The most connections that clients hold at once, by the plan. */
  OptionalInt peakConnections() {
    return capacity.has("peakConnections")
        ? OptionalInt.of((int) capacity.get("peakConnections").getAsDouble())
        : OptionalInt.empty();
  }

  /** The fewest connections that the plan gives the pool. */
  OptionalInt pool() {
    return least("pool");
  }

  /** The fewest connections that the database takes, by the plan. */
  OptionalInt maxConnections() {
    return least("maxConnections");
  }

  private OptionalInt least(String name) {
    return capacity.has(name)
        ? OptionalInt.of((int) capacity.getAsJsonObject(name).get("least").getAsDouble())
        : OptionalInt.empty();
  }
}
