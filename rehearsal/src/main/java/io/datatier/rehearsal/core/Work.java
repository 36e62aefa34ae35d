package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Transition;
import java.time.Duration;
import java.time.Instant;

/**
 * Asynchronous work of AWS that the provider waits for.
 *
 * @param status AWS's word for it, such as {@code creating}
 * @param duration how long it takes
 */
public record Work(String status, Duration duration) {

  /** The transition of this work, starting at a given time. */
  public Transition from(Instant now) {
    return new Transition(status, now, now.plus(duration));
  }
}
