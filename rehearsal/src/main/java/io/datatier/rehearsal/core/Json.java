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

/** JSON as AWS reads it: names and texts in double quotes, and nothing behind the end. */
public final class Json {

  private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);

  private Json() {}

  /** The object that a text is, if it is one. */
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

  /** The elements of a list; one that is no list stands for a list of one, and none for none. */
  public static List<JsonElement> elements(@Nullable JsonElement json) {
    if (json == null) {
      return List.of();
    }
    return json.isJsonArray() ? json.getAsJsonArray().asList() : List.of(json);
  }

  public static boolean isText(@Nullable JsonElement json) {
    return json != null && json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
  }

  /** The texts of a list, or the one text; other elements say nothing. */
  public static List<String> texts(@Nullable JsonElement json) {
    return elements(json).stream()
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString)
        .toList();
  }
}
