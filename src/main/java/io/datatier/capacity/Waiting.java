package io.datatier.capacity;

import java.time.Duration;
import java.util.Optional;

/**
 * How long clients wait for a pooled connection.
 *
 * @param carriedPerSecond the most requests a second that the pool can serve
 * @param lastOfAll how long the last one waits if clients ask for all connections of the peak at
 *     once: a pool of c connections serves them c at a time
 * @param steady the wait at the configured request rate, if there is one
 */
public record Waiting(double carriedPerSecond, Duration lastOfAll, Optional<Steady> steady) {

  /**
   * The wait at a steady rate, by {@link ErlangC}.
   *
   * @param utilization the share of the pool in use on average; above 1 if the load exceeds it
   * @param expected the mean wait; empty if it grows without limit
   * @param wait95 what 95 of 100 requests wait at most; likewise
   */
  public record Steady(
      double utilization, Optional<Duration> expected, Optional<Duration> wait95) {}

  /** The wait for a pool of {@code connections}, at least 1. */
  static Waiting of(int connections, long peak, Traffic traffic) {
    var time = traffic.databaseTime();
    var rounds = (Math.max(peak, 1) + connections - 1) / connections;
    return new Waiting(
        connections / Traffic.seconds(time),
        time.multipliedBy(rounds - 1),
        traffic.offeredLoad().isPresent()
            ? Optional.of(steady(connections, traffic.offeredLoad().getAsDouble(), time))
            : Optional.empty());
  }

  private static Steady steady(int connections, double load, Duration time) {
    var queue =
        load < connections
            ? Optional.of(new ErlangC(connections, load))
            : Optional.<ErlangC>empty();
    return new Steady(
        load / connections,
        queue.map(it -> it.expectedWait(time)),
        queue.map(it -> it.wait95(time)));
  }
}
