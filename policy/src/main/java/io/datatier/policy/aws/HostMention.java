package io.datatier.policy.aws;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A host name in a text. Its context shows whether it is used or only mentioned.
 *
 * @param text the text
 * @param start of the host in the text
 * @param end where it ends
 */
record HostMention(String text, int start, int end) {

  /** Text further away does not matter, and reading it would take quadratic time. */
  private static final int NEAR = 500;

  private static final Pattern WORD = Pattern.compile("[A-Za-z][a-z']+[.,;!?]?");
  private static final Pattern PUNCTUATION = Pattern.compile("^[\"'(<]+|[\"')>,;:!?]+$");
  private static final Pattern ASSIGNMENT = Pattern.compile(".*=.*|--?[A-Za-z].*");
  private static final String SPACES = " \t\r\n\"'<>";
  private static final String BREAKS = SPACES + ",;";

  /** Words around a host that show it stands in a sentence. */
  private static final int SENTENCE = 4;

  /** This many of them do not occur in commands or connection strings. */
  private static final int GRAMMATICAL = 2;

  private static final Set<String> GRAMMAR =
      Set.of(
          "a", "after", "an", "and", "are", "as", "at", "be", "because", "been", "before", "but",
          "by", "can", "cannot", "do", "does", "don't", "for", "from", "has", "if", "in", "instead",
          "into", "is", "it", "must", "never", "no", "not", "of", "on", "only", "or", "our",
          "please", "should", "so", "than", "that", "the", "this", "to", "was", "we", "when",
          "which", "will", "with", "without", "you", "your");

  /** A comment line in a script or configuration file. */
  private static final Pattern COMMENT = Pattern.compile("\\s*(?:#(?!!)|//|;|--\\s).*");

  /** RFC 3986, 3.1, and JDBC, whose URLs have two or three. */
  private static final Pattern SCHEME =
      Pattern.compile("(?:jdbc:(?<jdbc>[a-z0-9-]+):|(?<url>[a-z][a-z0-9+_.-]*)://)");

  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})(?!\\d)");

  /** RDS Proxy supports MariaDB, MySQL, PostgreSQL and SQL Server (RDS user guide, "RDS Proxy"). */
  private static final Pattern UNFRONTED =
      Pattern.compile("(?:oracle|db2|ibm_db)(?:_sa)?(?:\\+.*)?");

  /** Drivers that take the scheme of another after their own. */
  private static final Set<String> WRAPPERS = Set.of("http", "https", "aws-wrapper", "jdbc");

  /** A web address, up to a path or query that contains no other URL. */
  private static final Pattern WEB =
      Pattern.compile("(?i)https?://[^/?#]*[/?#](?!.*(?<!https?)://).*", Pattern.DOTALL);

  /**
   * Whether it belongs to a connection string of an engine that no proxy fronts, by its scheme, or
   * by its port if it has none. A text with a second scheme in it, say as a password, is nobody's
   * to misread.
   */
  boolean isUnfronted() {
    var before = before(SPACES).toLowerCase(Locale.ROOT);
    var schemes = schemesIn(before);
    return schemes.isEmpty()
        ? isOfOracleNet(before) || hasUnfrontedPort()
        : schemes.stream().allMatch(scheme -> UNFRONTED.matcher(scheme).matches());
  }

  private static List<String> schemesIn(String before) {
    // Most hosts stand in no URL, and to find that out by the pattern takes quadratic time.
    if (!before.contains("://") && !before.contains("jdbc:")) {
      return List.of();
    }
    return SCHEME
        .matcher(before)
        .results()
        .map(hit -> hit.group(1) == null ? hit.group(2) : hit.group(1))
        .filter(scheme -> !WRAPPERS.contains(scheme))
        .toList();
  }

  /** Oracle Net Services: {@code (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=} and the host. */
  private static boolean isOfOracleNet(String before) {
    return before.endsWith("(host=") && before.contains("(description=");
  }

  private boolean hasUnfrontedPort() {
    var port = PORT.matcher(text).region(end, Math.min(text.length(), end + 7));
    return port.lookingAt() && DatabaseEngine.isUnfrontedPort(port.group(1));
  }

  /**
   * Whether it is only mentioned: in a sentence, in a comment, or after the host of a web address.
   */
  boolean isOnlyTalk() {
    return WEB.matcher(before(BREAKS)).matches() || isInComment() || isInSentence();
  }

  /** A one-line text is not a script, and a value can begin with any of these characters. */
  private boolean isInComment() {
    return text.indexOf('\n') >= 0 && COMMENT.matcher(text.substring(lineStart(), start)).matches();
  }

  private boolean isInSentence() {
    var words = List.of(text.substring(lineStart(), lineEnd()).split("\\s+"));
    var host = text.substring(start, end);
    var plain =
        words.stream()
            .filter(word -> WORD.matcher(word).matches())
            .map(word -> PUNCTUATION.matcher(word).replaceAll("").toLowerCase(Locale.ROOT))
            .map(word -> word.endsWith(".") ? word.substring(0, word.length() - 1) : word)
            .toList();
    return words.stream().noneMatch(word -> ASSIGNMENT.matcher(word).matches())
        && words.stream().anyMatch(word -> PUNCTUATION.matcher(word).replaceAll("").equals(host))
        && plain.size() >= SENTENCE
        && plain.stream().filter(GRAMMAR::contains).count() >= GRAMMATICAL;
  }

  private int lineStart() {
    var from = start;
    while (from > Math.max(0, start - NEAR) && text.charAt(from - 1) != '\n') {
      from--;
    }
    return from;
  }

  private int lineEnd() {
    var to = end;
    while (to < Math.min(text.length(), end + NEAR) && text.charAt(to) != '\n') {
      to++;
    }
    return to;
  }

  /** What stands before the host in the same run of characters, which ends at these. */
  private String before(String breaks) {
    var from = start;
    while (from > Math.max(0, start - NEAR) && breaks.indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    return text.substring(from, start);
  }
}
