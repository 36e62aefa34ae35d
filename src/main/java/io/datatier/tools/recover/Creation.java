package io.datatier.tools.recover;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * A resource that AWS was perhaps asked to make.
 *
 * @param resource as the engine writes it, in an exported state or in the steps of a preview
 */
record Creation(JsonObject resource) {

  /** What the engine writes for what it does not know yet (pulumi, sdk/go/common/resource). */
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  /** Its URN. */
  String urn() {
    return text("urn");
  }

  /** Its type token. */
  String type() {
    return text("type");
  }

  /** Its name in the program. */
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

  /** An input that is a text, a number or a flag. */
  Optional<String> input(String name) {
    return Optional.ofNullable(inputs().get(name)).map(JsonElement::getAsString);
  }

  /**
   * Whether a run before this one can have come so far. What is made of something that is yet to be
   * made cannot have been asked for.
   */
  boolean isReady() {
    return !inputs().toString().contains(UNKNOWN);
  }

  private String text(String property) {
    return resource.get(property).getAsString();
  }
}
