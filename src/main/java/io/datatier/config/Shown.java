package io.datatier.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * A value of the configuration as a message shows it: as JSON, and no longer than a line or two.
 */
final class Shown {

  private static final int LONGEST = 120;

  private final StringBuilder text = new StringBuilder();

  private Shown() {}

  static String of(JsonElement value) {
    var shown = new Shown();
    shown.add(value);
    return shown.isFull() ? shown.text.substring(0, LONGEST) + "…" : shown.text.toString();
  }

  // Gson's own writer goes as deep as the value does; this one ends with the space.
  private void add(JsonElement value) {
    if (isFull()) {
      return;
    }
    if (value instanceof JsonArray array) {
      text.append('[');
      for (var element : array) {
        separate('[');
        add(element);
        if (isFull()) {
          return;
        }
      }
      text.append(']');
    } else if (value instanceof JsonObject object) {
      text.append('{');
      for (var entry : object.entrySet()) {
        separate('{');
        text.append('"').append(entry.getKey()).append("\":");
        add(entry.getValue());
        if (isFull()) {
          return;
        }
      }
      text.append('}');
    } else {
      text.append(value);
    }
  }

  private void separate(char opening) {
    if (text.charAt(text.length() - 1) != opening) {
      text.append(',');
    }
  }

  private boolean isFull() {
    return text.length() > LONGEST;
  }
}
