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

  /**
   * RFC 3986, 3.1, and JDBC, whose URLs have two or three, that of the database behind those of
   * drivers which wrap another.
   */
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?:jdbc(?:-secretsmanager)?:(?:(?:aws-wrapper|p6spy|log4jdbc|otel|tracing):)*+"
              + "(?<jdbc>[a-z0-9-]+):|(?<url>[a-z][a-z0-9+_.-]*)://)");

  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})(?!\\d)");

  private static final String DB2_HOST = "hostname=";
  private static final String DB2_PROTOCOL = "protocol=tcpip";

  /** RDS Proxy supports MariaDB, MySQL, PostgreSQL and SQL Server (RDS user guide, "RDS Proxy"). */
  private static final Pattern UNFRONTED =
      Pattern.compile(
          "(?:oracle(?:db|[_-]enhanced)?|(?:pdo[_-])?oci8?|db2|ibm[_-]?db2?)(?:_sa)?(?:\\+.*)?");

  /** Drivers that take the scheme of another after their own, and protocols that say no engine. */
  private static final Set<String> WRAPPERS =
      Set.of("http", "https", "aws-wrapper", "jdbc", "tcp", "tcps", "ldap", "ldaps");

  /** White space, which may be escaped. */
  private static final Pattern BLANKS = Pattern.compile("(?:\\s|\\\\[nrt])+");

  /** Without the sign of equality, which a line break behind it makes look like a soft one. */
  private static final String DESCRIPTION = "(description";

  /** A web address, up to a path or query that contains no other URL. */
  private static final Pattern WEB =
      Pattern.compile("(?i)https?://[^/?#]*[/?#](?!.*(?<!https?)://).*", Pattern.DOTALL);

  /**
   * Whether it belongs to a connection string of an engine that no proxy fronts, by its scheme, or
   * by its port if it has none. A text with a second scheme in it, say as a password, is no one's
   * to misread.
   */
  boolean isUnfronted() {
    var before = before(SPACES).toLowerCase(Locale.ROOT);
    var schemes = schemesIn(before);
    return schemes.isEmpty()
        ? isOfOracleNet() || isOfDb2() || hasUnfrontedPort()
        : schemes.stream().allMatch(scheme -> UNFRONTED.matcher(scheme).matches());
  }

  private static List<String> schemesIn(String before) {
    // Most hosts stand in no URL, and to find that out by the pattern takes quadratic time.
    if (!before.contains("://") && !before.contains("jdbc")) {
      return List.of();
    }
    return SCHEME
        .matcher(before)
        .results()
        .map(hit -> hit.group(1) == null ? hit.group(2) : hit.group(1))
        .filter(scheme -> !WRAPPERS.contains(scheme))
        .toList();
  }

  /**
   * Oracle Net Services: {@code (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=} and the host, with
   * blanks and line breaks anywhere (Net Services Reference, "Syntax Rules for Configuration
   * Files").
   */
  private boolean isOfOracleNet() {
    var before = text.substring(Math.max(0, start - NEAR), start);
    if (!before.stripTrailing().endsWith("=")) {
      return false;
    }
    var dense = BLANKS.matcher(before).replaceAll("").toLowerCase(Locale.ROOT);
    var described = dense.lastIndexOf(DESCRIPTION);
    return described >= 0 && dense.endsWith("(host=") && isOpen(dense.substring(described));
  }

  /** Whether what the first bracket opens is still open at the end. */
  private static boolean isOpen(String text) {
    var depth = 0;
    for (var at = 0; at < text.length(); at++) {
      var character = text.charAt(at);
      depth += character == '(' ? 1 : character == ')' ? -1 : 0;
      if (depth == 0) {
        return false;
      }
    }
    return true;
  }

  /** {@code HOSTNAME=…;PORT=…;PROTOCOL=TCPIP}, as no other driver has it (Db2 CLI keywords). */
  private boolean isOfDb2() {
    var from = start - DB2_HOST.length();
    return text.regionMatches(true, from, DB2_HOST, 0, DB2_HOST.length())
        && text.substring(Math.max(0, start - NEAR), Math.min(text.length(), end + NEAR))
            .toLowerCase(Locale.ROOT)
            .contains(DB2_PROTOCOL);
  }

  private boolean hasUnfrontedPort() {
    var port = PORT.matcher(text).region(end, Math.min(text.length(), end + 7));
    return port.lookingAt() && DatabaseEngine.isUnfrontedPort(port.group(1));
  }

  /**
   * Whether it is only mentioned: in a sentence, in a comment, or after the host of a web address.
   */
  boolean isOnlyTalk(Comments comments) {
    return WEB.matcher(before(BREAKS)).matches() || comments.hold(start, end) || isInSentence();
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
