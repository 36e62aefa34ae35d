package io.datatier.capacity;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.Constraints;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The load of a client.
 *
 * @param requestsPerSecond how many times a second it needs a connection; empty if unknown
 * @param databaseTime how long it holds one each time; empty for the tier's default
 */
public record Load(
    @Between(least = Load.FEWEST_REQUESTS, most = Load.MOST_REQUESTS, unit = "requests a second")
        @Allows(Load.REQUESTS)
        OptionalDouble requestsPerSecond,
    @Between(least = Load.SHORTEST_TIME, most = Load.LONGEST_TIME) @Allows(Load.TIME)
        Optional<Duration> databaseTime) {

  /** An unknown load. */
  public static final Load UNKNOWN = new Load(OptionalDouble.empty(), Optional.empty());

  static final String FEWEST_REQUESTS = "0.001";
  static final String MOST_REQUESTS = "1000000";
  static final String REQUESTS = " that need a connection; for the capacity plan";
  static final String SHORTEST_TIME = "1ms";
  static final String LONGEST_TIME = "15m";
  static final String TIME = "; how long a request needs its connection";

  public Load {
    Constraints.check(Load.class, requestsPerSecond, databaseTime);
  }
}
