package io.datatier.rehearsal.account;

import java.time.Duration;
import java.time.Instant;

/**
 * Asynchronous work of AWS on an entity.
 *
 * @param status AWS's word for it, such as {@code creating}
 * @param since the start, by the account's clock
 * @param until the end, by the account's clock
 */
public record Transition(String status, Instant since, Instant until) {

  /** AWS's usual status for a deletion. */
  public static final String DELETING = "deleting";

  boolean isOverAt(Instant now) {
    return !until.isAfter(now);
  }

  boolean isDeletion() {
    return status.equals(DELETING);
  }

  /** Its duration. */
  public Duration duration() {
    return Duration.between(since, until);
  }
}
