package io.datatier.rehearsal.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A string in a policy, with wildcards and variables such as <code>${aws:PrincipalTag/team, 'none'}
 * </code> which the request's context resolves (IAM user guide, "IAM policy elements: Variables and
 * tags").
 */
public final class TextPattern {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?<name>[^},]+)(?:,\\s*'(?<default>[^']*)')?\\}");
  private static final Pattern LITERAL = Pattern.compile("[*?$]");
  private static final int ARN_PARTS = 6;

  private final String pattern;
  private final Context context;

  TextPattern(String pattern, Context context) {
    this.pattern = pattern;
    this.context = context;
  }

  /** Whether a string equals this one. */
  Truth same(String text) {
    return matches(text, false, 0);
  }

  /** Whether a string matches this one, with the wildcards * and ?. */
  Truth like(String text) {
    return matches(text, true, 0);
  }

  /** As {@link #like}, ignoring case. */
  Truth likeInAnyCase(String text) {
    return matches(text, true, Pattern.CASE_INSENSITIVE);
  }

  /** As {@link #same}, ignoring case. */
  Truth sameInAnyCase(String text) {
    return matches(text, false, Pattern.CASE_INSENSITIVE);
  }

  /** Whether each of an ARN's six parts matches the same part of this one. */
  Truth likeArn(String arn) {
    var mine = pattern.split(":", ARN_PARTS);
    var its = arn.split(":", ARN_PARTS);
    return mine.length == its.length
        ? Truth.all(
            IntStream.range(0, mine.length)
                .mapToObj(i -> new TextPattern(mine[i], context).like(its[i])))
        : Truth.of(pattern.equals("*"));
  }

  private Truth matches(String text, boolean wild, int flags) {
    var regex = new StringBuilder();
    var matcher = VARIABLE.matcher(pattern);
    int end = 0;
    while (matcher.find()) {
      regex.append(quoted(pattern.substring(end, matcher.start()), wild));
      end = matcher.end();
      if (LITERAL.matcher(matcher.group("name")).matches()) {
        regex.append(Pattern.quote(matcher.group("name")));
        continue;
      }
      var value = context.values(matcher.group("name"));
      if (value.isEmpty()) {
        return Truth.UNKNOWN;
      }
      var filled = value.get().stream().findFirst().orElse(matcher.group("default"));
      if (filled == null) {
        return Truth.FAILS;
      }
      regex.append(Pattern.quote(filled));
    }
    regex.append(quoted(pattern.substring(end), wild));
    return Truth.of(
        Pattern.compile(regex.toString(), flags | Pattern.DOTALL).matcher(text).matches());
  }

  private static String quoted(String literal, boolean wild) {
    return wild ? wild(literal) : Pattern.quote(literal);
  }

  /** The regular expression of a text with the wildcards * and ?, and without variables. */
  public static String wild(String text) {
    return Pattern.compile("[*?]|[^*?]+")
        .matcher(text)
        .replaceAll(
            part ->
                Matcher.quoteReplacement(
                    switch (part.group()) {
                      case "*" -> ".*";
                      case "?" -> ".";
                      default -> Pattern.quote(part.group());
                    }));
  }
}
