package io.datatier.rehearsal.core;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as AWS reads it: names and strings in double quotes, and nothing after the end. */
public final class Json {

  private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);

  private Json() {}

  /** Parses a JSON object; empty if the text is anything else. */
  public static Optional<JsonObject> object(String text) {
    try (var reader = new JsonReader(new StringReader(text))) {
      var element = ELEMENTS.read(reader);
      return Optional.of(element)
          .filter(JsonElement::isJsonObject)
          .filter(each -> endsThere(reader))
          .map(JsonElement::getAsJsonObject);
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }

  private static boolean endsThere(JsonReader reader) {
    try {
      return reader.peek() == JsonToken.END_DOCUMENT;
    } catch (IOException e) {
      return false;
    }
  }

  /** The elements of a list. A single value counts as a list of one, and null as an empty list. */
  public static List<JsonElement> elements(@Nullable JsonElement json) {
    if (json == null) {
      return List.of();
    }
    return json.isJsonArray() ? json.getAsJsonArray().asList() : List.of(json);
  }

  public static boolean isText(@Nullable JsonElement json) {
    return json != null && json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
  }

  /** The strings in a list, or the single string; other elements are ignored. */
  public static List<String> texts(@Nullable JsonElement json) {
    return elements(json).stream()
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString)
        .toList();
  }
}
