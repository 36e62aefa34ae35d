package io.datatier.policy.aws;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A host name where it stands in a text. What surrounds it tells a connection from a mention.
 *
 * @param text the text
 * @param start where the host begins in it
 * @param end where it ends
 */
record HostMention(String text, int start, int end) {

  /**
   * What is further away says nothing, and looking at it would cost with the square of the size.
   */
  private static final int NEAR = 500;

  private static final Pattern WORD = Pattern.compile("[A-Za-z][a-z']+[.,;!?]?");
  private static final Pattern PUNCTUATION = Pattern.compile("^[\"'(<]+|[\"')>,;:!?]+$");
  private static final Pattern ASSIGNMENT = Pattern.compile(".*=.*|--?[A-Za-z].*");
  private static final String BREAKS = " \t\r\n\"'<>,;";

  /** The plain words that make a sentence of what is around a host. */
  private static final int SENTENCE = 4;

  /** Of which so many are words that commands and connection strings do without. */
  private static final int GRAMMATICAL = 2;

  private static final Set<String> GRAMMAR =
      Set.of(
          "a", "after", "an", "and", "are", "as", "at", "be", "because", "been", "before", "but",
          "by", "can", "cannot", "do", "does", "don't", "for", "from", "has", "if", "in", "instead",
          "into", "is", "it", "must", "never", "no", "not", "of", "on", "only", "or", "our",
          "please", "should", "so", "than", "that", "the", "this", "to", "was", "we", "when",
          "which", "will", "with", "without", "you", "your");

  /** A line of a script or a configuration file that nothing executes. */
  private static final Pattern COMMENT = Pattern.compile("\\s*(?:#(?!!)|//|;|--\\s).*");

  /** RDS Proxy fronts MariaDB, MySQL, PostgreSQL and SQL Server (RDS user guide, "RDS Proxy"). */
  private static final Pattern UNFRONTED =
      Pattern.compile("\\b(?:oracle|db2|ibm_db)[a-z0-9_+]*:", Pattern.CASE_INSENSITIVE);

  /** A web address, up to a path or a query without the URL of something else in it. */
  private static final Pattern WEB =
      Pattern.compile("(?i)https?://[^/?#]*[/?#](?!.*(?<!https?)://).*", Pattern.DOTALL);

  /** Whether it belongs to a connection string of an engine that no proxy fronts. */
  boolean isUnfronted() {
    return UNFRONTED.matcher(before()).find();
  }

  /**
   * Whether it is only talked about: a word of a sentence, in a comment, or behind the host of a
   * web address.
   */
  boolean isOnlyTalk() {
    return WEB.matcher(before()).matches() || isInComment() || isInSentence();
  }

  /** A text of one line is no script, and a value may well begin with any of these characters. */
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

  /** What stands before the host in the same run of characters. */
  private String before() {
    var from = start;
    while (from > Math.max(0, start - NEAR) && BREAKS.indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    return text.substring(from, start);
  }
}
