package io.datatier.rehearsal.account;

import java.time.Duration;
import java.time.Instant;

/** AWS refuses a call for the time being, and the provider tries again for a while. */
public final class Busy extends AwsFault {

  private static final long serialVersionUID = 1;

  private final Instant until;
  private final Duration patience;

  /**
   * A refusal as AWS words it.
   *
   * @param until from when on AWS would not refuse it for this reason
   * @param patience for how long the provider tries
   */
  public Busy(String code, String message, Instant until, Duration patience) {
    super(code, message);
    this.until = until;
    this.patience = patience;
  }

  /** From when on AWS would not refuse it for this reason. */
  public Instant until() {
    return until;
  }

  /** For how long the provider tries. */
  public Duration patience() {
    return patience;
  }
}
