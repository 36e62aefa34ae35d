package io.datatier;

import java.time.Duration;
import java.util.Optional;

/**
 * What one client says of its load, for the capacity plan.
 *
 * @param requestsPerSecond how many times a second it needs a connection; empty if unknown
 * @param databaseTime how long it needs one each time; empty for the tier's usual time
 */
public record ClientTraffic(Optional<Double> requestsPerSecond, Optional<Duration> databaseTime) {

  /** Nothing. */
  static final ClientTraffic UNKNOWN = new ClientTraffic(Optional.empty(), Optional.empty());
}
