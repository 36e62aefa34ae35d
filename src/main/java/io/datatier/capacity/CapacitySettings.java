package io.datatier.capacity;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Defaults;
import io.datatier.config.Otherwise;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code datatier:capacity}: the expected load and accepted risk.
 *
 * @param requestsPerSecond how many times a second all clients together need a connection
 * @param databaseTime how long a client holds a connection each time; the default is the query time
 *     through the proxy in the original guide
 */
@RecordBuilder
public record CapacitySettings(
    @Allows("the reason to continue despite errors in the plan; without one the run stops")
        Optional<AcceptedRisk> acceptRisk,
    @Otherwise("the sum, if every client gives its own")
        @Between(
            least = Load.FEWEST_REQUESTS,
            most = Load.MOST_REQUESTS,
            unit = "requests a second")
        @Allows(Load.REQUESTS + ", of all clients together")
        OptionalDouble requestsPerSecond,
    @ByDefault("50ms")
        @Between(least = Load.SHORTEST_TIME, most = Load.LONGEST_TIME)
        @Allows(Load.TIME)
        Duration databaseTime) {

  public CapacitySettings {
    Constraints.check(CapacitySettings.class, acceptRisk, requestsPerSecond, databaseTime);
  }

  /** A builder with the defaults. */
  public static CapacitySettingsBuilder builder() {
    return CapacitySettingsBuilder.builder(Defaults.of(CapacitySettings.class));
  }
}
