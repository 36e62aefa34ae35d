package io.datatier.config;

import java.util.regex.Pattern;

/** A value that AWS would refuse: what was given, and what is allowed instead. */
public final class InvalidValue extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  // More than AWS accepts for anything with a pattern. A pattern with a repeated group takes a
  // piece of the stack for every repetition, and a long enough text overflows it.
  private static final int LONGEST = 2048;

  private final String allowed;

  /**
   * @param given the value as the user wrote it
   * @param allowed what would be valid, completing the sentence "it must …"
   */
  public InvalidValue(Object given, String allowed) {
    super("\"" + given + "\" must " + allowed);
    this.allowed = allowed;
  }

  /** What would be valid, completing the sentence "it must …". */
  public String allowed() {
    return allowed;
  }

  /** Returns {@code given} if it matches as a whole. */
  public static String requireMatch(String given, Pattern pattern, String allowed) {
    if (given.length() > LONGEST || !pattern.matcher(given).matches()) {
      throw new InvalidValue(given, allowed);
    }
    return given;
  }

  /** Returns {@code given} if it lies between the bounds, both included. */
  public static <T extends Comparable<T>> T requireBetween(
      T given, T least, T most, String allowed) {
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      throw new InvalidValue(given, allowed);
    }
    return given;
  }
}
