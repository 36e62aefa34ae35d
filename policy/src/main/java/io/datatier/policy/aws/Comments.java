package io.datatier.policy.aws;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * The comments of scripts, programs and configuration files. A text of one line is none of them,
 * and a value may begin with any of their signs.
 */
final class Comments {

  /** Text further away does not matter, and reading it would take quadratic time. */
  private static final int NEAR = 2000;

  /** A semicolon also begins statements of JavaScript where lines end without one. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:#(?!!)|//|;(?![\\w$.]*+[(\\[`]|(?:const|let|var)\\s+[\\w$]++\\s*+="
              + "|(?:await|new|return|void)\\s+[\\w$.]++[(\\[`]|process\\.env\\b)"
              + "|--\\s|(?i:@?rem)\\s)");

  /** A declaration of JavaScript, which has no comments after semicolons. */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "^[ \\t]*+(?:(?:export|async)[ \\t]++)*+(?:const|let|var|function|class)[ \\t]++[\\w${\\[]",
          Pattern.MULTILINE);

  /** A line without any of these has no comment that ends with it. */
  private static final Pattern SIGN = Pattern.compile("#|//|--|;|(?i:rem)");

  /** User data of machines, also in parts, and other texts of which a shell reads some. */
  private static final Pattern SHELL =
      Pattern.compile("\\A(?:#|<(?:powershell|script)>)|^#!", Pattern.MULTILINE);

  /** What a documentation string of Python follows. */
  private static final Pattern DEFINITION =
      Pattern.compile("[ \\t]*(?:async[ \\t]+)?(?:def|class)\\b.*:(?:[ \\t]*#.*)?");

  private static final String QUOTES = "\"'`";

  private final String text;
  private final boolean multiline;
  private final boolean shell;
  private final boolean program;
  private final BitSet fields;

  /** Those of a text. */
  Comments(String text) {
    this.text = text;
    this.multiline = text.indexOf('\n') >= 0;
    this.shell = multiline && SHELL.matcher(text).find();
    this.program = multiline && PROGRAM.matcher(text).find();
    this.fields = multiline ? PrivateFields.in(text) : new BitSet();
  }

  /** Whether a place is in a comment. */
  boolean hold(int start, int end) {
    return multiline
        && (isInLine(start)
            || isBetween("<!--", "-->", start, end)
            || isBetween("<#", "#>", start, end)
            || (isBetween("/*", "*/", start, end) && isOpenedByProgram(start))
            || isInDocumentation("\"\"\"", start, end)
            || isInDocumentation("'''", start, end));
  }

  private boolean isInLine(int start) {
    var from = start;
    while (from > Math.max(0, start - NEAR) && text.charAt(from - 1) != '\n') {
      from--;
    }
    var line = text.substring(from, start);
    var whole = from == 0 || text.charAt(from - 1) == '\n';
    return whole && codeIn(line, from) < line.length();
  }

  /** The text without the comments that end with their lines. */
  String without() {
    if (!multiline || !SIGN.matcher(text).find()) {
      return text;
    }
    var code = new StringBuilder(text.length());
    var from = 0;
    for (var line : text.split("\n", -1)) {
      code.append(line, 0, SIGN.matcher(line).find() ? codeIn(line, from) : line.length());
      code.append('\n');
      from += line.length() + 1;
    }
    return code.substring(0, code.length() - 1);
  }

  /** Where a comment begins in the line that begins there; or the line's end. */
  private int codeIn(String line, int from) {
    var isStatement = fields.get(from) || (program && line.stripLeading().startsWith(";"));
    return !isStatement && LINE.matcher(line).lookingAt() ? 0 : codeIn(line);
  }

  /** Where a comment begins behind the code of a line, outside its quotes; or the line's end. */
  private static int codeIn(String line) {
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

  private boolean isBetween(String open, String close, int start, int end) {
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
  private boolean isOpenedByProgram(int start) {
    var opened = text.lastIndexOf("/*", start);
    var before = opened == 0 ? ' ' : text.charAt(opened - 1);
    var after = text.charAt(opened + 2);
    return !shell
        && (Character.isWhitespace(before) || ";,(){}".indexOf(before) >= 0)
        && (Character.isWhitespace(after) || after == '*');
  }

  private boolean isInDocumentation(String sign, int start, int end) {
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
