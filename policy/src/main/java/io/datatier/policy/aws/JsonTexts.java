package io.datatier.policy.aws;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The texts in a JSON document, so that each is judged on its own. The document is streamed, not
 * parsed into objects, so a duplicate key hides nothing.
 */
public final class JsonTexts {

  /**
   * A text, or a number or a truth value as a text.
   *
   * @param path where, as Pulumi writes it: {@code [0].environment[1].value}
   * @param key the field or list that contains it; empty for a key itself
   */
  public record Leaf(String path, String key, String text) {}

  /** Configuration is never nested deeper. */
  static final int DEEPEST = 64;

  /** The characters of all paths: long keys around many texts add up to gigabytes. */
  private static final int MOST_IN_PATHS = 1 << 23;

  private JsonTexts() {}

  /**
   * The keys and values of a JSON object or array, in order; empty if the text is neither, or
   * larger than any configuration, in itself or by its paths.
   */
  public static Optional<List<Leaf>> in(String text) {
    if (text.length() > TextLayers.LARGEST) {
      return Optional.empty();
    }
    var begin = text.stripLeading();
    if (!begin.startsWith("{") && !begin.startsWith("[")) {
      return Optional.empty();
    }
    try (var reader = new JsonReader(new StringReader(text))) {
      return read(reader);
    } catch (IOException | IllegalStateException notJson) {
      return Optional.empty();
    }
  }

  private static Optional<List<Leaf>> read(JsonReader reader) throws IOException {
    var leaves = new ArrayList<Leaf>();
    var around = new ArrayDeque<String>();
    var inPaths = 0;
    var key = "";
    for (var token = reader.peek(); token != JsonToken.END_DOCUMENT; token = reader.peek()) {
      switch (token) {
        case BEGIN_ARRAY -> {
          reader.beginArray();
          around.push(key);
        }
        case BEGIN_OBJECT -> {
          reader.beginObject();
          around.push(key);
        }
        case END_ARRAY -> {
          reader.endArray();
          key = around.pop();
        }
        case END_OBJECT -> {
          reader.endObject();
          key = around.pop();
        }
        case NAME -> {
          key = reader.nextName();
          leaves.add(new Leaf(path(reader), "", key));
        }
        case STRING, NUMBER -> {
          var value = reader.nextString();
          leaves.add(new Leaf(path(reader), key, value));
        }
        case BOOLEAN -> {
          var value = String.valueOf(reader.nextBoolean());
          leaves.add(new Leaf(path(reader), key, value));
        }
        default -> reader.skipValue();
      }
      inPaths += isText(token) ? leaves.get(leaves.size() - 1).path().length() : 0;
      if (around.size() > DEEPEST || inPaths > MOST_IN_PATHS) {
        return Optional.empty();
      }
    }
    return Optional.of(leaves);
  }

  private static boolean isText(JsonToken token) {
    return switch (token) {
      case NAME, STRING, NUMBER, BOOLEAN -> true;
      default -> false;
    };
  }

  private static String path(JsonReader reader) {
    var path = reader.getPreviousPath().substring("$".length());
    return path.startsWith(".") ? path.substring(1) : path;
  }
}
