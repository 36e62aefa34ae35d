package io.datatier.tools.recover;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The engine's state of a stack. */
final class StackState {

  private static final String PROVIDER = "pulumi:providers:aws";

  private final List<JsonObject> resources;
  private final List<JsonObject> pending;

  private StackState(List<JsonObject> resources, List<JsonObject> pending) {
    this.resources = resources;
    this.pending = pending;
  }

  /**
   * Reads a state.
   *
   * @param export what {@code pulumi stack export} prints
   */
  static StackState read(JsonObject export) {
    var deployment = export.getAsJsonObject("deployment");
    return new StackState(
        objects(deployment.getAsJsonArray("resources")).toList(),
        objects(deployment.getAsJsonArray("pending_operations"))
            .filter(operation -> operation.get("type").getAsString().equals("creating"))
            .map(operation -> operation.getAsJsonObject("resource"))
            .toList());
  }

  /**
   * Creations that were pending at the end: the engine records them before it calls the provider.
   */
  List<Creation> interrupted() {
    return creations(pending.stream());
  }

  /** Pending creations that cannot be looked up here. */
  List<Creation> interruptedElsewhere() {
    var known = interrupted();
    return ofProviders().filter(creation -> !known.contains(creation)).toList();
  }

  /** The names of all pending creations. */
  Stream<String> interruptedNames() {
    return ofProviders().map(Creation::name);
  }

  /** Components and providers have no provider. */
  private Stream<Creation> ofProviders() {
    return pending.stream()
        .filter(resource -> resource.has("provider") && !text(resource, "provider").isEmpty())
        .map(Creation::new);
  }

  /**
   * What a provider may have created before it died: the engine took these creations for failed and
   * dropped them. They are among those that a new run would start with.
   *
   * @param preview what {@code pulumi preview --json} prints
   */
  List<Creation> possible(JsonObject preview) {
    return creations(
        objects(preview.getAsJsonArray("steps"))
            .filter(step -> step.get("op").getAsString().equals("create"))
            .map(step -> step.getAsJsonObject("newState")));
  }

  private List<Creation> creations(Stream<JsonObject> made) {
    return made.filter(resource -> text(resource, "type").startsWith("aws:"))
        .map(Creation::new)
        // The engine records a provider before it uses it.
        .filter(creation -> provider(creation).isPresent() && creation.isReady())
        .toList();
  }

  /** The configuration of the provider that creates it. */
  Optional<Map<String, String>> provider(Creation creation) {
    return resources.stream()
        .filter(resource -> text(resource, "urn").equals(creation.provider()))
        .filter(resource -> text(resource, "type").equals(PROVIDER))
        .map(resource -> resource.getAsJsonObject("inputs"))
        .map(
            inputs ->
                inputs.entrySet().stream()
                    .filter(input -> input.getValue().isJsonPrimitive())
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey, input -> input.getValue().getAsString())))
        .findFirst();
  }

  /** The id of the resource that it was to replace. */
  Optional<String> predecessor(Creation creation) {
    return resources.stream()
        .filter(resource -> text(resource, "urn").equals(creation.urn()))
        .filter(resource -> resource.has("id"))
        .map(resource -> text(resource, "id"))
        .findFirst();
  }

  /** The ids and import ids of all resources of a type. */
  Set<String> ids(String type) {
    return resources.stream()
        .filter(resource -> text(resource, "type").equals(type))
        .flatMap(resource -> Stream.of("id", "importID").map(resource::get))
        .filter(id -> id != null)
        .map(JsonElement::getAsString)
        .collect(Collectors.toSet());
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array == null ? Stream.of() : array.asList().stream().map(JsonElement::getAsJsonObject);
  }

  private static String text(JsonObject resource, String property) {
    return resource.get(property).getAsString();
  }
}
