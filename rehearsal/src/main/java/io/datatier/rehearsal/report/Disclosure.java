package io.datatier.rehearsal.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;

/**
 * Removes from a state what no one may see. A state marks each secret, asset and archive by an
 * object with {@link #MARKER} (pulumi v3.276.0, sdk/go/common/resource/sig), and lists outputs that
 * a provider declares secret in {@code additionalSecretOutputs}.
 */
final class Disclosure {

  static final String MARKER = "4dabf18193072939515e22adb298388d";

  private Disclosure() {}

  /** The properties without those that are secret or hold a secret anywhere below. */
  static JsonObject open(JsonObject properties, Set<String> secret) {
    var open = new JsonObject();
    properties.entrySet().stream()
        .filter(property -> !secret.contains(property.getKey()))
        .filter(property -> !isMarked(property.getValue()))
        .forEach(property -> open.add(property.getKey(), open(property.getValue())));
    return open;
  }

  private static JsonElement open(JsonElement value) {
    if (value.isJsonObject()) {
      return open(value.getAsJsonObject(), Set.of());
    } else if (value.isJsonArray()) {
      var open = new JsonArray();
      value.getAsJsonArray().asList().stream()
          .filter(each -> !isMarked(each))
          .forEach(each -> open.add(open(each)));
      return open;
    }
    return value;
  }

  private static boolean isMarked(JsonElement value) {
    return value.isJsonObject() && value.getAsJsonObject().has(MARKER);
  }
}
