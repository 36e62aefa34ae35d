package io.datatier.capacity;

/**
 * One thing that is wrong with a plan.
 *
 * @param text what it is and what to do, as sentences
 */
public record Finding(Severity severity, String text) {

  static Finding error(String text) {
    return new Finding(Severity.ERROR, text);
  }

  static Finding warning(String text) {
    return new Finding(Severity.WARNING, text);
  }

  /** This finding, where its risk is taken for {@code reason}: no longer an error. */
  Finding accepted(String reason) {
    return severity == Severity.ERROR
        ? warning(text + " Accepted by datatier:capacity.acceptRisk: \"" + reason + "\".")
        : this;
  }
}
