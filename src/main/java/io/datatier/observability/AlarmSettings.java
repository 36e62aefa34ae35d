package io.datatier.observability;

import io.datatier.proxy.DatabaseProxy;
import io.datatier.values.InvalidValue;
import io.datatier.values.Percent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When somebody is told.
 *
 * @param clientConnections more client connections than this; default what the capacity plan says,
 *     without one 500
 * @param databaseConnections more database connections than this; default what the capacity plan
 *     says, without one 50
 * @param allowedConnections a larger share than this of the connections that the proxy may open;
 *     default 77 %, for RDS wants 30 % to spare above the highest use (RDS user guide,
 *     MaxConnectionsPercent)
 * @param borrowLatency clients wait longer than this for a database connection, on average over a
 *     minute, 1 ms to 5 min; default 1 s, for a pool that has connections to lend does so in
 *     milliseconds
 * @param pinnedSessions more pinned sessions than this; default 25, half of {@code
 *     databaseConnections}
 * @param failedSetups more failures to connect to the database than this in a minute; default 0,
 *     for with a right password and an open way there are none
 * @param failedAuthentications more clients turned away than this in a minute; default 0, for RDS
 *     counts here what is misconfigured (RDS user guide, ClientConnectionsSetupFailedAuth)
 * @param availability the proxy reached its target for a smaller part of a minute than this;
 *     default 99 %
 * @param cpu a larger share of the database's CPU than this; default 90 % (CloudWatch user guide,
 *     "Recommended alarms")
 * @param freeMemory a smaller share of the database's memory than this is left; default 25 % of an
 *     instance's, 5 % in a cluster (CloudWatch user guide, "Recommended alarms")
 * @param freeStorage a smaller share of the allocated storage than this is left; default 10 %
 *     (CloudWatch user guide, "Recommended alarms")
 * @param topic the SNS topic to tell; without one, a topic is made
 */
public record AlarmSettings(
    OptionalInt clientConnections,
    OptionalInt databaseConnections,
    Percent allowedConnections,
    Duration borrowLatency,
    int pinnedSessions,
    int failedSetups,
    int failedAuthentications,
    Percent availability,
    Percent cpu,
    Optional<Percent> freeMemory,
    Percent freeStorage,
    Optional<TopicArn> topic) {

  /** More than any proxy takes. */
  public static final int MOST_CONNECTIONS = 1_000_000;

  public AlarmSettings {
    clientConnections.ifPresent(AlarmSettings::requireConnections);
    databaseConnections.ifPresent(AlarmSettings::requireConnections);
    requireShare(allowedConnections);
    requireUpToFiveMinutes(borrowLatency);
    requireConnections(pinnedSessions);
    requireFailures(failedSetups);
    requireFailures(failedAuthentications);
    requireShare(availability);
    requireShare(cpu);
    freeMemory.ifPresent(AlarmSettings::requireShare);
    requireShare(freeStorage);
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * These alarms, with the thresholds of a plan where none were given.
   *
   * @param clients the most connections that all clients hold at once, if all is well
   * @param database the most connections that the proxy needs, if all is well
   */
  public AlarmSettings planned(int clients, int database) {
    return new AlarmSettings(
        given(clientConnections, clients),
        given(databaseConnections, database),
        allowedConnections,
        borrowLatency,
        pinnedSessions,
        failedSetups,
        failedAuthentications,
        availability,
        cpu,
        freeMemory,
        freeStorage,
        topic);
  }

  private static OptionalInt given(OptionalInt threshold, int otherwise) {
    return threshold.isPresent() ? threshold : OptionalInt.of(otherwise);
  }

  /** These alarms, for {@code proxy}, told to {@code topic}. */
  public ProxyAlarmsArgs of(DatabaseProxy proxy, AlarmTopic topic) {
    return new ProxyAlarmsArgs(this, proxy, topic);
  }

  /** These alarms, for {@code database}, told to {@code topic}. */
  public DatabaseAlarmsArgs of(DatabaseMetrics database, AlarmTopic topic) {
    return new DatabaseAlarmsArgs(this, database, topic);
  }

  private static int requireConnections(int connections) {
    return InvalidValue.requireBetween(
        connections, 1, MOST_CONNECTIONS, "be a number of connections, 1 to 1000000");
  }

  private static int requireFailures(int failures) {
    return InvalidValue.requireBetween(
        failures, 0, 1_000_000, "be a number of failures in a minute, 0 to 1000000");
  }

  private static Percent requireShare(Percent share) {
    return InvalidValue.requireBetween(share, new Percent(1), new Percent(100), "be 1 to 100 %");
  }

  // Longer than this nobody waits: RDS allows no longer borrow timeout.
  private static Duration requireUpToFiveMinutes(Duration latency) {
    return InvalidValue.requireBetween(
        latency, Duration.ofMillis(1), Duration.ofMinutes(5), "be 1ms to 5m");
  }

  /** Builds {@link AlarmSettings}; whatever is not set keeps its default. */
  public static final class Builder {
    private OptionalInt clientConnections = OptionalInt.empty();
    private OptionalInt databaseConnections = OptionalInt.empty();
    private Percent allowedConnections = new Percent(77);
    private Duration borrowLatency = Duration.ofSeconds(1);
    private int pinnedSessions = 25;
    private int failedSetups = 0;
    private int failedAuthentications = 0;
    private Percent availability = new Percent(99);
    private Percent cpu = new Percent(90);
    private Optional<Percent> freeMemory = Optional.empty();
    private Percent freeStorage = new Percent(10);
    private Optional<TopicArn> topic = Optional.empty();

    private Builder() {}

    public Builder clientConnections(int threshold) {
      this.clientConnections = OptionalInt.of(requireConnections(threshold));
      return this;
    }

    public Builder databaseConnections(int threshold) {
      this.databaseConnections = OptionalInt.of(requireConnections(threshold));
      return this;
    }

    public Builder allowedConnections(Percent threshold) {
      this.allowedConnections = requireShare(threshold);
      return this;
    }

    public Builder borrowLatency(Duration threshold) {
      this.borrowLatency = requireUpToFiveMinutes(threshold);
      return this;
    }

    public Builder pinnedSessions(int threshold) {
      this.pinnedSessions = requireConnections(threshold);
      return this;
    }

    public Builder failedSetups(int threshold) {
      this.failedSetups = requireFailures(threshold);
      return this;
    }

    public Builder failedAuthentications(int threshold) {
      this.failedAuthentications = requireFailures(threshold);
      return this;
    }

    public Builder availability(Percent threshold) {
      this.availability = requireShare(threshold);
      return this;
    }

    public Builder cpu(Percent threshold) {
      this.cpu = requireShare(threshold);
      return this;
    }

    public Builder freeMemory(Percent threshold) {
      this.freeMemory = Optional.of(requireShare(threshold));
      return this;
    }

    public Builder freeStorage(Percent threshold) {
      this.freeStorage = requireShare(threshold);
      return this;
    }

    public Builder topic(TopicArn topic) {
      this.topic = Optional.of(topic);
      return this;
    }

    public AlarmSettings build() {
      return new AlarmSettings(
          clientConnections,
          databaseConnections,
          allowedConnections,
          borrowLatency,
          pinnedSessions,
          failedSetups,
          failedAuthentications,
          availability,
          cpu,
          freeMemory,
          freeStorage,
          topic);
    }
  }
}
