package io.datatier.rehearsal.account;

/** An error from AWS. */
public class AwsFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * An error as AWS words it.
   *
   * @param code AWS's error code, such as {@code DependencyViolation}
   * @param message AWS's message, with advice added where it helps
   */
  public AwsFault(String code, String message) {
    super(code + ": " + message);
  }
}
