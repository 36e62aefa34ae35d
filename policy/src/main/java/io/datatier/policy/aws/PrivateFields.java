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
  private static final Pattern CLASS =
      Pattern.compile("(?<![\\w$.-])class(?![\\w$-])(?:\\([^()]*+\\)|[^=\"'`(])*+$");

  /** What the first slash of a comment follows. */
  private static final String BEFORE = " \t\n;,(){}[=:!&|?+";

  /** What the slash of a regular expression follows; behind anything else it divides. */
  private static final Pattern OPERATOR =
      Pattern.compile(
          "(?:[;,({\\[=:!&|?]|=>|(?<!\\+)\\+"
              + "|(?<![\\w$.])(?:await|case|delete|do|else|in|instanceof|new|of|return|throw|typeof"
              + "|void|yield))$");

  /**
   * What braces enclose.
   *
   * @param head where what stands before it begins
   * @param brackets how many are open around it
   */
  private record Block(boolean isClass, int head, int brackets) {}

  private static final int LONGEST_HEAD = 200;
  private static final int LONGEST_OPERATOR = 12;
  private static final String QUOTES = "\"'`";

  private PrivateFields() {}

  /** The places in a text at which the lines with one begin. */
  static BitSet in(String text) {
    var lines = new BitSet();
    var field = FIELD.matcher(text);
    if (!field.find()) {
      return lines;
    }
    var blocks = new ArrayDeque<Block>();
    var head = 0;
    var brackets = 0;
    var lastComment = text.lastIndexOf("*/");
    var line = lineEnd(text, 0);
    var quote = '\0';
    // Behind the last character that is neither blank nor in a comment.
    var code = 0;
    for (var at = 0; at < text.length(); at++) {
      var character = text.charAt(at);
      if (character == '\n') {
        line = lineEnd(text, at + 1);
        // No apostrophe of a comment reaches further.
        quote = '\0';
        if (isInClass(blocks) && field.region(at + 1, text.length()).lookingAt()) {
          lines.set(at + 1);
        }
      } else if (character == '\\' && !text.startsWith("\n", at + 1)) {
        at++;
      } else if (quote != '\0') {
        quote = character == quote ? '\0' : quote;
      } else if (QUOTES.indexOf(character) >= 0) {
        quote = character;
      } else if (character == '/' && isComment(text, at)) {
        if (text.charAt(at + 1) == '/') {
          at = line - 1;
        } else if (at + 2 <= lastComment) {
          at = text.indexOf("*/", at + 2) + 1;
          line = at > line ? lineEnd(text, at) : line;
        }
        continue;
      } else if (character == '/' && endsWithOperator(text, code)) {
        at = endOfExpression(text, at, line);
      } else if (character == '(' || character == ')') {
        brackets += character == '(' ? 1 : -1;
      } else if (character == '{') {
        var before = text.substring(Math.max(head, at - LONGEST_HEAD), at);
        blocks.push(new Block(CLASS.matcher(before).find(), head, brackets));
        head = at + 1;
        brackets = 0;
      } else if (character == '}' && !blocks.isEmpty()) {
        var block = blocks.pop();
        brackets = block.brackets();
        // An object among the arguments of a call ends nothing.
        head = brackets > 0 ? block.head() : at + 1;
      } else if (character == '}' || character == ';') {
        head = at + 1;
      }
      code = Character.isWhitespace(character) ? code : at + 1;
    }
    return lines;
  }

  private static boolean isComment(String text, int slash) {
    return (text.startsWith("//", slash) || text.startsWith("/*", slash))
        && (slash == 0 || BEFORE.indexOf(text.charAt(slash - 1)) >= 0);
  }

  private static boolean endsWithOperator(String text, int code) {
    var last = OPERATOR.matcher(text).useTransparentBounds(true);
    return code == 0 || last.region(Math.max(0, code - LONGEST_OPERATOR), code).find();
  }

  private static int lineEnd(String text, int from) {
    var end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** The last place of a regular expression; the slash if it begins none in its line. */
  private static int endOfExpression(String text, int slash, int line) {
    for (var at = slash + 1; at < line; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == '/') {
        return at;
      }
    }
    return slash;
  }

  private static boolean isInClass(Deque<Block> blocks) {
    return !blocks.isEmpty() && blocks.getFirst().isClass();
  }
}
