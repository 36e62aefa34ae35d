package io.datatier.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration with errors; the message lists them all, one per line. */
public final class InvalidConfiguration extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * @param subject whose configuration it is, as the start of a sentence
   * @param faults at least one
   */
  public InvalidConfiguration(String subject, List<Fault> faults) {
    super(
        faults.stream()
            .map(fault -> "  " + fault)
            .collect(
                Collectors.joining(
                    "\n",
                    "%s has %d %s; nothing was changed.%n"
                        .formatted(subject, faults.size(), faults.size() == 1 ? "error" : "errors"),
                    "")));
    this.faults = List.copyOf(faults);
  }

  /** The faults, in the order of the keys' declaration. */
  public List<Fault> faults() {
    return faults;
  }
}
