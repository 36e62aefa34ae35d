package io.datatier.proxy;

import io.datatier.values.InvalidValue;
import io.datatier.values.Percent;
import java.time.Duration;

/**
 * How the proxy shares the database's connections (RDS API, ConnectionPoolConfiguration).
 *
 * @param maxConnections share of the database's {@code max_connections} that the proxy may open, 1
 *     to 100 %; default 90 %, which leaves connections for administration
 * @param maxIdleConnections share that it keeps open when idle, at most {@code maxConnections};
 *     default 50 %
 * @param borrowTimeout how long a client waits for a connection, 0 to 300 s; default 120 s. The
 *     provider lets up to an hour through, RDS does not.
 */
public record ConnectionPool(
    Percent maxConnections, Percent maxIdleConnections, Duration borrowTimeout) {

  public ConnectionPool {
    requireSome(maxConnections);
    requireUpToFiveMinutes(borrowTimeout);
    if (maxIdleConnections.compareTo(maxConnections) > 0) {
      throw new InvalidValue(
          maxIdleConnections, "not exceed the maximum of connections, " + maxConnections);
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  private static Percent requireSome(Percent share) {
    return InvalidValue.requireBetween(share, new Percent(1), new Percent(100), "be 1 to 100 %");
  }

  private static Duration requireUpToFiveMinutes(Duration timeout) {
    return InvalidValue.requireBetween(
        timeout, Duration.ZERO, Duration.ofMinutes(5), "be 0s to 5m");
  }

  /** Builds a {@link ConnectionPool}; whatever is not set keeps its default. */
  public static final class Builder {
    private Percent maxConnections = new Percent(90);
    private Percent maxIdleConnections = new Percent(50);
    private Duration borrowTimeout = Duration.ofMinutes(2);

    private Builder() {}

    public Builder maxConnections(Percent maxConnections) {
      this.maxConnections = requireSome(maxConnections);
      return this;
    }

    public Builder maxIdleConnections(Percent maxIdleConnections) {
      this.maxIdleConnections = maxIdleConnections;
      return this;
    }

    public Builder borrowTimeout(Duration borrowTimeout) {
      this.borrowTimeout = requireUpToFiveMinutes(borrowTimeout);
      return this;
    }

    public ConnectionPool build() {
      return new ConnectionPool(maxConnections, maxIdleConnections, borrowTimeout);
    }
  }
}
