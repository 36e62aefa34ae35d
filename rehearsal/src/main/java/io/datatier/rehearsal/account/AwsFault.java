package io.datatier.rehearsal.account;

/** AWS refuses a call. */
public class AwsFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * A refusal as AWS words it.
   *
   * @param code AWS's error code, such as {@code DependencyViolation}
   * @param message AWS's sentence, followed where it helps by what to do
   */
  public AwsFault(String code, String message) {
    super(code + ": " + message);
  }
}
