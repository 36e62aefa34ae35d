package io.datatier.capacity;

import io.datatier.values.InvalidValue;
import java.time.Duration;

/**
 * The queue M/M/c: requests come at random, each takes one of c servers for a random time, and one
 * that finds none free waits. Here the servers are the connections of the proxy's pool. (D. Gross,
 * J. F. Shortle, J. M. Thompson, C. M. Harris, "Fundamentals of Queueing Theory", 4th edition,
 * section 2.3, "Multiserver Queues (M/M/c)".)
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
   * The share of requests that wait. Erlang's B formula is built up server by server, each step
   * between 0 and 1, so that no power or factorial overflows (same book, section 2.4); C follows
   * from it.
   */
  double probabilityOfWaiting() {
    var blocked = 1.0;
    for (var server = 1; server <= servers; server++) {
      blocked = offeredLoad * blocked / (server + offeredLoad * blocked);
    }
    return servers * blocked / (servers - offeredLoad * (1 - blocked));
  }

  /** The mean wait of all requests, those that do not wait included. */
  Duration expectedWait(Duration service) {
    return Traffic.duration(
        probabilityOfWaiting() * Traffic.seconds(service) / (servers - offeredLoad));
  }
}
