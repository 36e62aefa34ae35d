package io.datatier.proof.cli;

import java.util.regex.Pattern;

/**
 * Keeps foreign text (from a server, a secret, AWS) on one line, so it cannot fake output lines.
 */
public final class OneLine {

  private static final Pattern BREAKS = Pattern.compile("\\s*\\R\\s*");

  /** What moves the cursor, sets colours or turns the direction of writing. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private OneLine() {}

  /** The text with a blank for each end of a line and a "?" for what is not seen. */
  public static String of(String text) {
    return UNSEEN.matcher(BREAKS.matcher(text.strip()).replaceAll(" ")).replaceAll("?");
  }
}
