package io.datatier.rehearsal.account;

import java.time.Duration;
import java.time.Instant;

/** A temporary error from AWS, which the provider retries for a while. */
public final class Busy extends AwsFault {

  private static final long serialVersionUID = 1;

  private final Instant until;
  private final Duration patience;

  /**
   * An error as AWS words it.
   *
   * @param until when the cause of the error ends
   * @param patience how long the provider keeps retrying
   */
  public Busy(String code, String message, Instant until, Duration patience) {
    super(code, message);
    this.until = until;
    this.patience = patience;
  }

  /** When the cause of the error ends. */
  public Instant until() {
    return until;
  }

  /** How long the provider keeps retrying. */
  public Duration patience() {
    return patience;
  }
}
