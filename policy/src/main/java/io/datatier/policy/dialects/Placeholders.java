package io.datatier.policy.dialects;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The places in a text that something else is put into, such as <code>${Name}</code>. */
final class Placeholders {

  private static final Pattern PLACE = Pattern.compile("[$&]\\{\\w+}");

  private Placeholders() {}

  /**
   * A text with what is known put in its places; none if it becomes too long, as it may where what
   * is put in has been made by putting in.
   *
   * @param values by the place, as it is written
   * @param longest how long it may become
   */
  static Optional<String> filled(String text, Map<String, String> values, int longest) {
    var filled = new StringBuilder();
    var from = 0;
    var places = PLACE.matcher(text);
    while (places.find() && filled.length() <= longest) {
      filled.append(text, from, places.start());
      filled.append(values.getOrDefault(places.group(), places.group()));
      from = places.end();
    }
    return filled.length() + text.length() - from > longest
        ? Optional.empty()
        : Optional.of(filled.append(text, from, text.length()).toString());
  }
}
