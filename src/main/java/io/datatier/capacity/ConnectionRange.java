package io.datatier.capacity;

import io.datatier.config.InvalidValue;
import io.datatier.text.Phrases;
import io.datatier.values.Percent;

/**
 * A number of connections, known only to lie between two bounds.
 *
 * @param least the fewest that it can be, 0 or more
 * @param most the most that it can be, both bounds included
 */
public record ConnectionRange(int least, int most) {

  public ConnectionRange {
    if (least < 0 || most < least) {
      throw new InvalidValue(least + " to " + most, "be a range of 0 or more connections");
    }
  }

  /** The range with {@code connections} as both bounds. */
  public static ConnectionRange exactly(int connections) {
    return new ConnectionRange(connections, connections);
  }

  /** Whether both bounds are the same. */
  public boolean isExact() {
    return least == most;
  }

  /** A share of both bounds, rounded down. */
  ConnectionRange share(Percent share) {
    return new ConnectionRange(
        Math.toIntExact((long) least * share.value() / 100),
        Math.toIntExact((long) most * share.value() / 100));
  }

  /** Both bounds less {@code connections}, never below 0. */
  ConnectionRange less(int connections) {
    return new ConnectionRange(Math.max(0, least - connections), Math.max(0, most - connections));
  }

  /** The minimum of this and {@code limit} at each bound. */
  ConnectionRange atMost(ConnectionRange limit) {
    return new ConnectionRange(Math.min(least, limit.least), Math.min(most, limit.most));
  }

  @Override
  public String toString() {
    return isExact() ? Phrases.count(least) : Phrases.count(least) + " to " + Phrases.count(most);
  }
}
