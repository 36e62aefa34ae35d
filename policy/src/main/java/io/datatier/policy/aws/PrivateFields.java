package io.datatier.policy.aws;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * The private fields and methods of JavaScript's classes, whose names begin like a comment of other
 * languages (ECMA-262, "Class Definitions"). They stand directly in the body of a class, where
 * shells and languages that have such comments have no assignment to a bare name.
 */
final class PrivateFields {

  private static final Pattern FIELD = Pattern.compile("[ \\t]*+#[A-Za-z_][\\w$]*+[ \\t]*+[=;(]");

  /** What stands between the last brace or semicolon and that which opens a class. */
  private static final Pattern CLASS = Pattern.compile("(?<![\\w$.-])class(?![\\w$-])[^=\"'`]*+$");

  private static final int LONGEST_HEAD = 200;
  private static final String QUOTES = "\"'`";

  private PrivateFields() {}

  /** The places in a text at which the lines with one begin. */
  static BitSet in(String text) {
    var lines = new BitSet();
    var field = FIELD.matcher(text);
    if (!field.find()) {
      return lines;
    }
    var classes = new ArrayDeque<Boolean>();
    var head = 0;
    var quote = '\0';
    for (var at = 0; at < text.length(); at++) {
      var character = text.charAt(at);
      if (character == '\n') {
        // No apostrophe of a comment reaches further.
        quote = '\0';
        if (isInClass(classes) && field.region(at + 1, text.length()).lookingAt()) {
          lines.set(at + 1);
        }
      } else if (character == '\\' && !text.startsWith("\n", at + 1)) {
        at++;
      } else if (quote != '\0') {
        quote = character == quote ? '\0' : quote;
      } else if (QUOTES.indexOf(character) >= 0) {
        quote = character;
      } else if ("{};".indexOf(character) >= 0) {
        if (character == '{') {
          var before = text.substring(Math.max(head, at - LONGEST_HEAD), at);
          classes.push(CLASS.matcher(before).find());
        } else if (character == '}') {
          classes.poll();
        }
        head = at + 1;
      }
    }
    return lines;
  }

  private static boolean isInClass(Deque<Boolean> classes) {
    return Boolean.TRUE.equals(classes.peek());
  }
}
