package io.datatier.capacity;

/**
 * One problem of a plan.
 *
 * @param text the problem and what to do about it, in sentences
 */
public record Finding(Severity severity, String text) {

  static Finding error(String text) {
    return new Finding(Severity.ERROR, text);
  }

  static Finding warning(String text) {
    return new Finding(Severity.WARNING, text);
  }

  /** This finding with its risk accepted: an error becomes a warning. */
  Finding accepted(String reason) {
    return severity == Severity.ERROR
        ? warning(text + " Accepted by datatier:capacity.acceptRisk: \"" + reason + "\".")
        : this;
  }
}
