package io.datatier.capacity;

import io.datatier.config.Between;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A client of the database.
 *
 * @param name its name in AWS
 * @param kind what it is
 * @param connections the most that it holds at once: a function's reserved concurrency, one for
 *     each execution; a fleet's largest size times the connections of a worker; empty for a
 *     function that is limited only by the account's quota
 * @param timeout after which it gives up; empty if it never does
 * @param load how often it needs a connection, and for how long
 */
@RecordBuilder
public record Client(
    String name,
    Kind kind,
    @Between(least = "1", unit = "connections") OptionalInt connections,
    Optional<Duration> timeout,
    Load load) {

  /** What a client is. */
  public enum Kind {
    /** A Lambda function. */
    FUNCTION,
    /** A fleet of workers, each with its own connections. */
    WORKER,
    /** Any other client; it must state its number of connections. */
    OTHER
  }

  public Client {
    Constraints.check(Client.class, name, kind, connections, timeout, load);
    if (connections.isEmpty() && kind != Kind.FUNCTION) {
      throw new InvalidValue(name, "say how many connections it holds at once");
    }
  }

  /** A function, without a limit until {@code connections} is set. */
  public static ClientBuilder function(String name) {
    return ClientBuilder.builder().load(Load.UNKNOWN).name(name).kind(Kind.FUNCTION);
  }

  /**
   * A fleet of workers.
   *
   * @param workers the most workers at once
   * @param connectionsEach the most connections that one of them holds
   */
  public static ClientBuilder workers(String name, int workers, int connectionsEach) {
    return ClientBuilder.builder()
        .load(Load.UNKNOWN)
        .name(name)
        .kind(Kind.WORKER)
        .connections(Math.multiplyExact(workers, connectionsEach));
  }

  /** Any other client that holds up to {@code connections} at once. */
  public static ClientBuilder other(String name, int connections) {
    return ClientBuilder.builder()
        .load(Load.UNKNOWN)
        .name(name)
        .kind(Kind.OTHER)
        .connections(connections);
  }
}
