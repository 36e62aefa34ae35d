package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Transition;
import java.time.Duration;
import java.time.Instant;

/**
 * What AWS is at work on, where the provider waits for it.
 *
 * @param status AWS's word for it, such as {@code creating}
 * @param takes how long it takes
 */
public record Work(String status, Duration takes) {

  /** This work, begun at a moment. */
  public Transition from(Instant now) {
    return new Transition(status, now, now.plus(takes));
  }
}
