package io.datatier.rehearsal.drift;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.schema.Conformance;
import io.datatier.rehearsal.schema.PropertyType;
import io.datatier.rehearsal.schema.PropertyType.Simple;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.schema.SchemaPath;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.Value;
import io.datatier.rehearsal.value.ValueJson;
import java.util.Optional;

/**
 * What becomes of one value of a resource.
 *
 * @param path where it is
 * @param value what it becomes; empty when it is taken away
 */
public record Change(PropertyPath path, Optional<Value> value) {

  private static final String FORM = "\"%s\" is no change; tags.Owner=somebody is.";

  /**
   * Reads {@code KEY=VALUE}. The value is JSON, {@code null} takes it away; where the schema wants
   * text, the text may stand as it is.
   *
   * @throws IllegalArgumentException with a sentence, when it is no such thing
   */
  public static Change parse(ResourceSchema schema, String text) {
    var equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(FORM.formatted(text));
    }
    var path = PropertyPath.parse(text.substring(0, equals));
    var type = SchemaPath.type(schema, path);
    return new Change(path, value(path, type, text.substring(equals + 1)));
  }

  private static Optional<Value> value(PropertyPath path, PropertyType type, String text) {
    if (text.equals("null")) {
      return Optional.empty();
    } else if (type == Simple.TEXT && !text.startsWith("\"")) {
      return Optional.of(Value.of(text));
    } else if (type == Simple.ARCHIVE || type == Simple.ASSET_OR_ARCHIVE) {
      // The account keeps only a fingerprint of it, so that any text makes another one.
      return Optional.of(Value.of(text));
    }
    var value = ValueJson.read(json(path, type, text));
    var failures = Conformance.failures(path.toString(), type, value);
    if (!failures.isEmpty()) {
      var failure = failures.get(0);
      throw new IllegalArgumentException(failure.path() + ": " + failure.reason() + ".");
    }
    return Optional.of(value);
  }

  private static JsonElement json(PropertyPath path, PropertyType type, String text) {
    try {
      // Gson's parser is lenient and takes a bare word for a text, which then is of the wrong type.
      var json = JsonParser.parseString(text);
      if (!json.isJsonNull()) {
        return json;
      }
    } catch (JsonParseException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "%s: must be %s, and \"%s\" is no JSON.".formatted(path, type.description(), text));
  }
}
