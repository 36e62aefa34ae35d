package io.datatier.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** A configuration value as messages show it: JSON, cut off after a line or two. */
final class Excerpt {

  private static final int LONGEST = 120;

  private Excerpt() {}

  static String of(JsonElement value) {
    var text = new StringBuilder();
    add(value, text);
    return isFull(text) ? text.substring(0, LONGEST) + "…" : text.toString();
  }

  // Gson's own writer writes the whole value; this one stops when the text is full.
  private static void add(JsonElement value, StringBuilder text) {
    var separator = "";
    if (value instanceof JsonArray array) {
      text.append('[');
      for (var index = 0; index < array.size() && !isFull(text); index++) {
        add(array.get(index), text.append(separator));
        separator = ",";
      }
      text.append(']');
    } else if (value instanceof JsonObject object) {
      text.append('{');
      for (var name : object.keySet()) {
        if (!isFull(text)) {
          add(object.get(name), text.append(separator).append('"').append(name).append("\":"));
          separator = ",";
        }
      }
      text.append('}');
    } else {
      text.append(value);
    }
  }

  private static boolean isFull(StringBuilder text) {
    return text.length() > LONGEST;
  }
}
