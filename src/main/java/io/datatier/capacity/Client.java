package io.datatier.capacity;

import io.datatier.values.InvalidValue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One thing that connects to the database.
 *
 * @param name as AWS knows it
 * @param kind what it is
 * @param connections the most that it holds at once: a function's reserved concurrency, since each
 *     execution holds one; a fleet's largest size times the connections of a worker; empty for a
 *     function that may take what the account has left
 * @param timeout after which it gives up; empty for one that never does
 * @param requestsPerSecond how many times a second it needs a connection; empty if unknown
 * @param databaseTime how long it needs one each time; empty for the tier's usual time
 */
public record Client(
    String name,
    Kind kind,
    OptionalInt connections,
    Optional<Duration> timeout,
    OptionalDouble requestsPerSecond,
    Optional<Duration> databaseTime) {

  /** What a client is. */
  public enum Kind {
    /** A Lambda function. */
    FUNCTION,
    /** A fleet of workers, each with connections of its own. */
    WORKER,
    /** Anything else; a client of no known number of connections cannot be planned. */
    OTHER
  }

  public Client {
    connections.ifPresent(Client::requireConnections);
    requestsPerSecond.ifPresent(CapacitySettings::requireRate);
    databaseTime.ifPresent(CapacitySettings::requireDatabaseTime);
    if (connections.isEmpty() && kind != Kind.FUNCTION) {
      throw new InvalidValue(name, "say how many connections it holds at once");
    }
  }

  /** A function, whose executions have no limit of their own until one is set. */
  public static Builder function(String name) {
    return new Builder(name, Kind.FUNCTION, OptionalInt.empty());
  }

  /**
   * A fleet of workers.
   *
   * @param workers the most workers at once
   * @param connectionsEach the most connections that one of them holds
   */
  public static Builder workers(String name, int workers, int connectionsEach) {
    return new Builder(
        name, Kind.WORKER, OptionalInt.of(Math.multiplyExact(workers, connectionsEach)));
  }

  /** Any other client that holds up to {@code connections} at once. */
  public static Builder other(String name, int connections) {
    return new Builder(name, Kind.OTHER, OptionalInt.of(connections));
  }

  private static int requireConnections(int connections) {
    return InvalidValue.requireBetween(
        connections, 1, Integer.MAX_VALUE, "be at least 1 connection");
  }

  /** Builds a {@link Client}; whatever is not set is unknown. */
  public static final class Builder {
    private final String name;
    private final Kind kind;
    private OptionalInt connections;
    private Optional<Duration> timeout = Optional.empty();
    private OptionalDouble requestsPerSecond = OptionalDouble.empty();
    private Optional<Duration> databaseTime = Optional.empty();

    private Builder(String name, Kind kind, OptionalInt connections) {
      this.name = name;
      this.kind = kind;
      this.connections = connections;
      connections.ifPresent(Client::requireConnections);
    }

    public Builder connections(int connections) {
      this.connections = OptionalInt.of(requireConnections(connections));
      return this;
    }

    public Builder timeout(Duration timeout) {
      this.timeout = Optional.of(timeout);
      return this;
    }

    public Builder requestsPerSecond(double requestsPerSecond) {
      this.requestsPerSecond = OptionalDouble.of(CapacitySettings.requireRate(requestsPerSecond));
      return this;
    }

    public Builder databaseTime(Duration databaseTime) {
      this.databaseTime = Optional.of(CapacitySettings.requireDatabaseTime(databaseTime));
      return this;
    }

    public Client build() {
      return new Client(name, kind, connections, timeout, requestsPerSecond, databaseTime);
    }
  }
}
