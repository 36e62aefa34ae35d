package io.datatier.rehearsal.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of a page. All text and attributes are escaped where they enter; there is no way
 * around it. What it writes is both HTML and XML, so an XML parser can prove it well-formed.
 */
final class Html {

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<String> content = new ArrayList<>();

  private Html(String name) {
    this.name = name;
  }

  static Html of(String name) {
    return new Html(name);
  }

  /** An element with this text. */
  static Html of(String name, String text) {
    return new Html(name).text(text);
  }

  /** What scrolls on its own where it is too wide, and so must be reachable by keyboard. */
  static Html scrolling(String label, Html content) {
    // WCAG 2.1.1
    return of("div")
        .with("class", "scroll")
        .with("role", "region")
        .with("tabindex", "0")
        .with("aria-label", label)
        .add(content);
  }

  Html with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  Html with(String attribute, long value) {
    return with(attribute, Long.toString(value));
  }

  Html text(String text) {
    content.add(escaped(text));
    return this;
  }

  Html add(Html... elements) {
    return add(List.of(elements));
  }

  Html add(Collection<Html> elements) {
    elements.forEach(each -> content.add(each.toString()));
    return this;
  }

  /** The content of a style element, which has no escapes. */
  static Html style(String css) {
    if (css.contains("<")) {
      throw new IllegalArgumentException("a style must not contain markup");
    }
    var style = new Html("style");
    style.content.add(css);
    return style;
  }

  @Override
  public String toString() {
    var text = new StringBuilder("<").append(name);
    attributes.forEach(
        (key, value) ->
            text.append(' ').append(key).append("=\"").append(escaped(value)).append('"'));
    if (content.isEmpty() && List.of("meta", "br", "line", "rect", "path").contains(name)) {
      return text.append("/>").toString();
    }
    text.append('>');
    content.forEach(text::append);
    return text.append("</").append(name).append('>').toString();
  }

  /**
   * XML 1.0 has no form for most control characters, nor UTF-8 for half a surrogate pair, so each
   * becomes a visible mark.
   */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\\uFFFE\\uFFFF\\p{Cs}]", "\uFFFD")
        // Would turn the order of what follows around on the screen.
        .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "\uFFFD");
  }
}
