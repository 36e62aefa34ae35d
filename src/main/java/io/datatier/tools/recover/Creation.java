package io.datatier.tools.recover;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * A resource that the interrupted run may have created.
 *
 * @param resource as the engine writes it in an exported state or in the steps of a preview
 */
record Creation(JsonObject resource) {

  /** What the engine writes for a value not known yet (pulumi, sdk/go/common/resource). */
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  /** The URN. */
  String urn() {
    return text("urn");
  }

  /** The type token. */
  String type() {
    return text("type");
  }

  /** The logical name. */
  String name() {
    return urn().split("::", 4)[3];
  }

  /** The URN of its parent. */
  Optional<String> parent() {
    return Optional.ofNullable(resource.get("parent")).map(JsonElement::getAsString);
  }

  /** The URN of its provider. */
  String provider() {
    var reference = text("provider");
    return reference.substring(0, reference.lastIndexOf("::"));
  }

  JsonObject inputs() {
    return resource.getAsJsonObject("inputs");
  }

  /** An input that is a string, a number or a boolean. */
  Optional<String> input(String name) {
    return Optional.ofNullable(inputs().get(name)).map(JsonElement::getAsString);
  }

  /**
   * Whether all its inputs are known. Otherwise the interrupted run cannot have reached it: it
   * depends on a resource that does not exist yet.
   */
  boolean isReady() {
    return !inputs().toString().contains(UNKNOWN);
  }

  private String text(String property) {
    return resource.get(property).getAsString();
  }
}
