package io.datatier.rehearsal.core;

import java.util.regex.Pattern;

/** The name of a queue or a topic, which ends with {@code .fifo} if it keeps the order. */
public final class FifoName {

  private static final String ENDING = ".fifo";

  private FifoName() {}

  /**
   * Checks the name of a new one. One that becomes FIFO, and so is replaced, is renamed only then.
   *
   * @param most characters, the ending included
   */
  public static void check(Inputs inputs, boolean isFifo, int most) {
    if (!inputs.toCreate()) {
      return;
    }
    int before = isFifo ? most - ENDING.length() : most;
    var pattern = "[a-zA-Z0-9_-]{1," + before + "}" + (isFifo ? Pattern.quote(ENDING) : "");
    inputs.matches(
        "name",
        Pattern.compile(pattern),
        isFifo
            ? "have up to %d letters, digits, _ and -, and end with .fifo".formatted(before)
            : "have 1 to %d letters, digits, _ and -".formatted(before));
  }
}
