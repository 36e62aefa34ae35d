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
 * A change of one value of a resource.
 *
 * @param path of the value
 * @param value the new value; empty to remove it
 */
public record Change(PropertyPath path, Optional<Value> value) {

  private static final String FORM = "\"%s\" is not KEY=VALUE, such as tags.Owner=me.";

  /**
   * Parses {@code KEY=VALUE}. The value is JSON, and {@code null} removes it. Text properties also
   * accept plain text.
   *
   * @throws IllegalArgumentException if it is invalid; the message is for the user
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
      // The account keeps only a fingerprint of it, so any text counts as a new one.
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
      // Gson's parser is lenient: it reads a bare word as text, which then has the wrong type.
      var json = JsonParser.parseString(text);
      if (!json.isJsonNull()) {
        return json;
      }
    } catch (JsonParseException e) {
      // Reported below.
    }
    throw new IllegalArgumentException(
        "%s: must be %s, but \"%s\" is not JSON.".formatted(path, type.description(), text));
  }
}
