package io.datatier.proof.experiment;

import io.datatier.capacity.Verdict;
import io.datatier.proof.load.Failure;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Sessions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the capacity plan says of an experiment.
 *
 * @param peak the connections that clients hold at once
 * @param direct whether the database takes them without a pool
 * @param refused how many of them it does not take
 * @param pool the pool's connections
 * @param others the sessions that were there before
 * @param waited95 what 95 of 100 requests wait for one of them at most
 */
public record Prediction(
    long peak, Verdict direct, long refused, int pool, Sessions others, Duration waited95) {

  /** A wait within it is none: the first answer takes a round trip even without waiting. */
  private static final Duration NO_WAIT = Duration.ofMillis(15);

  private static final double CLOSE = 2;

  /** Whether clients met what the plan says of the database without a pool. */
  boolean isRightDirectly(Measurement measured) {
    var met = measured.failures().keySet();
    return switch (direct) {
      case FITS -> met.isEmpty();
      case EXCEEDS -> met.contains(Failure.TOO_MANY_CONNECTIONS);
      case UNCERTAIN -> Set.of(Failure.TOO_MANY_CONNECTIONS).containsAll(met);
    };
  }

  /**
   * Whether the pool served all clients with no more connections than the plan gives it. Who else
   * logs in as that user may have the rest.
   */
  boolean isRightPooled(Measurement measured) {
    return measured.failed() == 0
        && measured.peak() > 0
        && measured.peak() <= pool + others.ofUser();
  }

  /**
   * How far the greater of the two waits is from the smaller; 1 where neither is a wait, empty if
   * no client got an answer.
   */
  public Optional<Double> factor(Measurement measured) {
    var one = Math.max(waited95.toNanos(), NO_WAIT.toNanos());
    return measured
        .waited(0.95)
        .map(wait -> Math.max(wait.toNanos(), NO_WAIT.toNanos()))
        .map(other -> (double) Math.max(one, other) / Math.min(one, other));
  }

  /** Whether the wait was as predicted. */
  boolean isClose(Measurement measured) {
    return factor(measured).filter(apart -> apart <= CLOSE).isPresent();
  }
}
