package io.datatier.text;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes SVG elements in order and escapes all text. */
public final class SvgWriter {

  private final StringBuilder svg = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins a picture with what a screen reader says of it.
   *
   * @param style a style sheet
   */
  public static SvgWriter picture(
      int width, int height, String title, String description, String style) {
    return new SvgWriter()
        .open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "viewBox",
            "0 0 " + width + " " + height,
            "width",
            width,
            "height",
            height,
            "role",
            "img",
            "aria-labelledby",
            "title desc")
        .text("title", title, "id", "title")
        .text("desc", description, "id", "desc")
        .text("style", "\n" + style);
  }

  /**
   * Opens an element that the next {@link #close()} closes.
   *
   * @param attributes alternating names and values
   */
  public SvgWriter open(String element, Object... attributes) {
    indent().append('<').append(element);
    attributes(attributes);
    svg.append(">\n");
    open.push(element);
    return this;
  }

  /** Closes the innermost open element. */
  public SvgWriter close() {
    var element = open.pop();
    indent().append("</").append(element).append(">\n");
    return this;
  }

  /** An element without content. */
  public SvgWriter empty(String element, Object... attributes) {
    indent().append('<').append(element);
    attributes(attributes);
    svg.append("/>\n");
    return this;
  }

  /** An element that contains only text. */
  public SvgWriter text(String element, String text, Object... attributes) {
    indent().append('<').append(element);
    attributes(attributes);
    svg.append('>').append(escaped(text)).append("</").append(element).append(">\n");
    return this;
  }

  /** Closes all open elements and returns the document. */
  public String finish() {
    while (!open.isEmpty()) {
      close();
    }
    return svg.toString();
  }

  private StringBuilder indent() {
    return svg.append("  ".repeat(open.size()));
  }

  private void attributes(Object... attributes) {
    for (var index = 0; index < attributes.length; index += 2) {
      svg.append(' ')
          .append(attributes[index])
          .append("=\"")
          .append(escaped(String.valueOf(attributes[index + 1])))
          .append('"');
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
