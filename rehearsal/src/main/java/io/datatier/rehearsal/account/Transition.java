package io.datatier.rehearsal.account;

import java.time.Duration;
import java.time.Instant;

/**
 * What AWS does with an entity until it has settled.
 *
 * @param status AWS's word for it, such as {@code creating}
 * @param since when it began, by the account's clock
 * @param until when it is over
 */
public record Transition(String status, Instant since, Instant until) {

  /** What AWS says of most that it deletes. */
  public static final String DELETING = "deleting";

  boolean isOverAt(Instant now) {
    return !until.isAfter(now);
  }

  boolean isDeletion() {
    return status.equals(DELETING);
  }

  /** How long it takes. */
  public Duration takes() {
    return Duration.between(since, until);
  }
}
