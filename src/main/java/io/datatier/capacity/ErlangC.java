package io.datatier.capacity;

import io.datatier.config.InvalidValue;
import java.time.Duration;

/**
 * The M/M/c queue: requests arrive at random, each occupies one of c servers for a random time, and
 * waits if none is free. Here the servers are the connections of the proxy's pool. (D. Gross, J. F.
 * Shortle, J. M. Thompson, C. M. Harris, "Fundamentals of Queueing Theory", 4th edition, section
 * 2.3, "Multiserver Queues (M/M/c)".)
 *
 * @param servers c, at least 1
 * @param offeredLoad requests a second times seconds each, in erlangs; below {@code servers}, or
 *     the queue grows without end
 */
record ErlangC(int servers, double offeredLoad) {

  ErlangC {
    if (servers < 1 || !(offeredLoad >= 0) || offeredLoad >= servers) {
      throw new InvalidValue(
          offeredLoad + " erlangs", "be below the number of servers, " + servers);
    }
  }

  /**
   * The share of requests that wait. Computes Erlang B server by server, each step between 0 and 1,
   * so that no power or factorial overflows (same book, section 2.4), and Erlang C from it.
   */
  double probabilityOfWaiting() {
    var blocked = 1.0;
    for (var server = 1; server <= servers; server++) {
      blocked = offeredLoad * blocked / (server + offeredLoad * blocked);
    }
    return servers * blocked / (servers - offeredLoad * (1 - blocked));
  }

  /**
   * What 95 of 100 requests wait at most. Those that wait do so for an exponential time (same book,
   * section 2.3: the distribution of the waiting time).
   */
  Duration wait95(Duration service) {
    var waiting = probabilityOfWaiting();
    return waiting <= 0.05
        ? Duration.ZERO
        : Traffic.duration(
            Math.log(waiting / 0.05) * Traffic.seconds(service) / (servers - offeredLoad));
  }

  /** The mean wait of all requests, including those that do not wait. */
  Duration expectedWait(Duration service) {
    return Traffic.duration(
        probabilityOfWaiting() * Traffic.seconds(service) / (servers - offeredLoad));
  }
}
