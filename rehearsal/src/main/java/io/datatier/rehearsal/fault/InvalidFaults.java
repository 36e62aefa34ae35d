package io.datatier.rehearsal.fault;

import java.util.List;

/** An invalid fault file. */
public final class InvalidFaults extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * All problems of a file, one per line.
   *
   * @param problems each with its path, such as {@code faults[0].nth}
   */
  InvalidFaults(List<String> problems) {
    super(String.join("\n", problems));
  }
}
