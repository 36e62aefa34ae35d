package io.datatier.capacity;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Defaults;
import io.datatier.config.InvalidValue;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import io.datatier.values.Percent;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * How the proxy shares the database's connections (RDS API, ConnectionPoolConfiguration).
 *
 * @param maxConnectionsPercent share of the database's {@code max_connections} that the proxy may
 *     open; the default leaves connections for administration
 * @param maxIdleConnectionsPercent share that it keeps open when idle, at most {@code
 *     maxConnectionsPercent}; by default half of it, as at RDS
 * @param borrowTimeout how long a client waits for a connection. The provider lets up to an hour
 *     through, RDS does not.
 */
@RecordBuilder
public record ConnectionPool(
    @ByDefault("90") @Between(least = "1") @Allows(", of the database's `max_connections`")
        Percent maxConnectionsPercent,
    @Otherwise("half of `maxConnectionsPercent`") @Allows(", at most `maxConnectionsPercent`")
        Optional<Percent> maxIdleConnectionsPercent,
    @ByDefault("120s")
        @Between(least = "0s", most = "5m")
        @Allows("; how long a client waits for a connection")
        Duration borrowTimeout) {

  public ConnectionPool {
    Constraints.check(
        ConnectionPool.class, maxConnectionsPercent, maxIdleConnectionsPercent, borrowTimeout);
  }

  /** A builder with the defaults. */
  public static ConnectionPoolBuilder builder() {
    return ConnectionPoolBuilder.builder(Defaults.of(ConnectionPool.class));
  }

  @Rule
  static void requireIdleAmongOpened(
      Optional<Percent> maxIdleConnectionsPercent, Percent maxConnectionsPercent) {
    if (maxIdleConnectionsPercent
        .filter(it -> it.compareTo(maxConnectionsPercent) > 0)
        .isPresent()) {
      throw new InvalidValue(
          maxIdleConnectionsPercent.get(),
          "not exceed the maximum of connections, " + maxConnectionsPercent);
    }
  }

  /** The share of {@code max_connections} that it keeps open when idle. */
  public Percent idle() {
    return maxIdleConnectionsPercent.orElseGet(
        () -> new Percent(maxConnectionsPercent.value() / 2));
  }
}
