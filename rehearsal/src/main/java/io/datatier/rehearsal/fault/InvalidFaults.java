package io.datatier.rehearsal.fault;

import java.util.List;

/** A fault file that says something else than it may. */
public final class InvalidFaults extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Everything that is wrong with a file, a line each.
   *
   * @param problems what is wrong, each with where it is, such as {@code faults[0].nth}
   */
  InvalidFaults(List<String> problems) {
    super(String.join("\n", problems));
  }
}
