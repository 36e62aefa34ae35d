package io.datatier.sweep.report;

/** Texts from states, which anybody may have written, in the forms in which reports hold them. */
public final class Plain {

  private Plain() {}

  /**
   * A text that does nothing to a terminal or a log: control characters, those that turn the
   * direction of writing and those that nothing shows are written as their numbers. New lines stay.
   */
  static String text(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              if (each == '\n' || !isHidden(each)) {
                plain.appendCodePoint(each);
              } else {
                plain.append("\\u{%x}".formatted(each));
              }
            });
    return plain.toString();
  }

  /** The same in one line. */
  public static String line(String text) {
    return text(text).replace("\n", "\\n");
  }

  private static boolean isHidden(int each) {
    var kind = Character.getType(each);
    return kind == Character.CONTROL
        || kind == Character.FORMAT
        || kind == Character.SURROGATE
        || kind == Character.LINE_SEPARATOR
        || kind == Character.PARAGRAPH_SEPARATOR
        || kind == Character.PRIVATE_USE
        || kind == Character.UNASSIGNED;
  }

  /** For XML and HTML, in text and in attributes. */
  static String escaped(String text) {
    return text(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
