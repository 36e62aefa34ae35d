package io.datatier.policy.aws;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The comments of scripts, programs and configuration files. A text of one line is none of them,
 * and a value may begin with any of their signs.
 */
final class Comments {

  /** Text further away does not matter, and reading it would take quadratic time. */
  private static final int NEAR = 2000;

  private static final Pattern LINE = Pattern.compile("\\s*(?:#(?!!)|//|;|--\\s|(?i:@?rem)\\s).*");

  /** A line without any of these has no comment that ends with it. */
  private static final Pattern SIGN = Pattern.compile("#|//|--|;|(?i:rem)");

  /** A private field or a statement of JavaScript that looks like a comment of others. */
  private static final Pattern STATEMENT =
      Pattern.compile("\\s*(?:#[A-Za-z_$][\\w$]*\\s*[=;(]|;\\S).*");

  /** A line that only JavaScript has. */
  private static final Pattern JAVASCRIPT =
      Pattern.compile(
          "(?m)^[ \\t]*(?:const\\s+[\\w$ ]{1,80}=|const\\s*[{\\[]|(?:export\\s+)?class\\s+[\\w$ ]{1,80}\\{"
              + "|export\\s+(?:default|const|class)\\s|import\\s[^\\n]{1,200}\\sfrom\\s)");

  /** What a documentation string of Python follows. */
  private static final Pattern DEFINITION =
      Pattern.compile("[ \\t]*(?:async[ \\t]+)?(?:def|class)\\b.*:(?:[ \\t]*#.*)?");

  private static final String QUOTES = "\"'`";

  private Comments() {}

  /** Whether a place in a text is in a comment. */
  static boolean hold(String text, int start, int end) {
    return text.indexOf('\n') >= 0
        && (isInLine(text, start)
            || isBetween("<!--", "-->", text, start, end)
            || isBetween("<#", "#>", text, start, end)
            || (isBetween("/*", "*/", text, start, end) && isOpenedByProgram(text, start))
            || isInDocumentation("\"\"\"", text, start, end)
            || isInDocumentation("'''", text, start, end));
  }

  private static boolean isInLine(String text, int start) {
    var from = start;
    while (from > Math.max(0, start - NEAR) && text.charAt(from - 1) != '\n') {
      from--;
    }
    var line = text.substring(from, start);
    var whole = from == 0 || text.charAt(from - 1) == '\n';
    return whole && codeIn(line) < line.length() && !isStatement(lineAt(text, from), text);
  }

  /** A text without the comments that end with their lines. */
  static String without(String text) {
    return text.indexOf('\n') < 0 || !SIGN.matcher(text).find()
        ? text
        : text.lines()
            .map(line -> SIGN.matcher(line).find() ? codeOf(line, text) : line)
            .collect(Collectors.joining("\n"));
  }

  private static String codeOf(String line, String text) {
    var code = line.substring(0, codeIn(line));
    return code.length() < line.length() && isStatement(line, text) ? line : code;
  }

  private static String lineAt(String text, int from) {
    var end = text.indexOf('\n', from);
    return text.substring(from, end < 0 ? text.length() : Math.min(end, from + NEAR));
  }

  /** Programs begin with what they import and define. */
  private static boolean isStatement(String line, String text) {
    return STATEMENT.matcher(line).matches()
        && !text.startsWith("#")
        && !text.startsWith("<")
        && JAVASCRIPT.matcher(text.substring(0, Math.min(text.length(), NEAR))).find();
  }

  /** Where a comment begins in a line, outside its quotes; or the line's end. */
  private static int codeIn(String line) {
    if (LINE.matcher(line).matches()) {
      return 0;
    }
    var quote = '\0';
    for (var at = 0; at < line.length(); at++) {
      var character = line.charAt(at);
      if (character == '\\') {
        at++;
      } else if (quote != '\0') {
        quote = character == quote ? '\0' : quote;
      } else if (QUOTES.indexOf(character) >= 0) {
        quote = character;
      } else if (at > 0 && beginsAt(line, at)) {
        return at;
      }
    }
    return line.length();
  }

  private static boolean beginsAt(String line, int at) {
    var before = line.charAt(at - 1);
    if (line.startsWith("#", at)) {
      return Character.isWhitespace(before) && isBlankAt(line, at + 1);
    } else if (line.startsWith("//", at)) {
      return (Character.isWhitespace(before) || ";,(){}".indexOf(before) >= 0)
          && isBlankAt(line, at + 2);
    }
    // Two dashes also end the options of a command, whose arguments follow.
    return line.startsWith("--", at) && isBlankAt(line, at + 2) && endsStatement(line, at);
  }

  /** A copy of what stands before would take quadratic time in a line of many dashes. */
  private static boolean endsStatement(String line, int at) {
    var last = at - 1;
    while (last >= 0 && Character.isWhitespace(line.charAt(last))) {
      last--;
    }
    return last >= 0 && ";,".indexOf(line.charAt(last)) >= 0;
  }

  private static boolean isBlankAt(String line, int at) {
    return at < line.length() && Character.isWhitespace(line.charAt(at));
  }

  private static boolean isBetween(String open, String close, String text, int start, int end) {
    var before = text.substring(Math.max(0, start - NEAR), start);
    var opened = before.lastIndexOf(open);
    // The closing sign may share a letter with the opening one, as in a path's star.
    if (opened < 0 || before.indexOf(close, opened + 1) >= 0) {
      return false;
    }
    var after = text.substring(end, Math.min(text.length(), end + NEAR));
    var closed = after.indexOf(close);
    var again = after.indexOf(open);
    return closed >= 0 && (again < 0 || closed < again);
  }

  /** In a shell the same sign is a path and a star; after an exclamation mark MySQL runs it. */
  private static boolean isOpenedByProgram(String text, int start) {
    var opened = text.lastIndexOf("/*", start);
    var before = opened == 0 ? ' ' : text.charAt(opened - 1);
    var after = text.charAt(opened + 2);
    return !text.startsWith("#")
        && !text.startsWith("<")
        && (Character.isWhitespace(before) || ";,(){}".indexOf(before) >= 0)
        && (Character.isWhitespace(after) || after == '*');
  }

  private static boolean isInDocumentation(String sign, String text, int start, int end) {
    var from = Math.max(0, start - NEAR);
    var before = text.substring(from, start);
    var opened = before.lastIndexOf(sign);
    if (opened < 0 || !text.substring(end, Math.min(text.length(), end + NEAR)).contains(sign)) {
      return false;
    }
    var code = before.substring(0, opened).stripTrailing();
    return code.isEmpty()
        ? from == 0
        : DEFINITION.matcher(code.substring(code.lastIndexOf('\n') + 1)).matches();
  }
}
