package io.datatier.policy.aws;

import java.util.List;
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

  private static final Pattern WORD = Pattern.compile("[A-Za-z][a-z']+[.,;:!?]?");
  private static final Pattern PUNCTUATION = Pattern.compile("^[\"'(<]+|[\"')>,;:!?]+$");
  private static final String BREAKS = " \t\r\n\"'<>,;";

  /** The plain words that make a sentence of what is around a host. */
  private static final int SENTENCE = 4;

  /** RDS Proxy fronts MariaDB, MySQL, PostgreSQL and SQL Server (RDS user guide, "RDS Proxy"). */
  private static final Pattern UNFRONTED =
      Pattern.compile("\\b(?:oracle|db2|ibm_db)[a-z0-9_+]*:", Pattern.CASE_INSENSITIVE);

  private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#]*[/?#]");

  /** Whether it belongs to a connection string of an engine that no proxy fronts. */
  boolean isUnfronted() {
    return UNFRONTED.matcher(before()).find();
  }

  /** Whether it is only talked about: a word of a sentence, or behind the host of a web address. */
  boolean isOnlyTalk() {
    return WEB.matcher(before()).lookingAt() || isInSentence();
  }

  private boolean isInSentence() {
    var near =
        text.substring(Math.max(0, start - NEAR), Math.min(text.length(), end + NEAR))
            .split("\\s+");
    var host = text.substring(start, end);
    var words = List.of(near);
    return words.stream().noneMatch(word -> word.contains("="))
        && words.stream().anyMatch(word -> PUNCTUATION.matcher(word).replaceAll("").equals(host))
        && words.stream().filter(word -> WORD.matcher(word).matches()).count() >= SENTENCE;
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
