package io.datatier.observability;

import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.PoolCapacity;
import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Defaults;
import io.datatier.config.Otherwise;
import io.datatier.values.Percent;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code datatier:alarms}: the thresholds of the alarms, and their topic.
 *
 * @param clientConnections more client connections than this
 * @param databaseConnections more database connections than this
 * @param allowedConnectionsPercent a larger share than this of the connections that the proxy may
 *     open; RDS wants 30 % to spare above the highest use (RDS user guide, MaxConnectionsPercent)
 * @param borrowLatencyMillis clients wait longer than this for a database connection, on average
 *     over a minute: a pool that has connections to lend does so in milliseconds, and longer than
 *     five minutes no one waits, for RDS allows no longer borrow timeout
 * @param pinnedSessions more pinned sessions than this; by default half of what {@code
 *     databaseConnections} is without a plan
 * @param failedSetups more failures to connect to the database than this in a minute; with a right
 *     password and an open way there are none
 * @param failedAuthentications more clients turned away than this in a minute; RDS counts here what
 *     is misconfigured (RDS user guide, ClientConnectionsSetupFailedAuth)
 * @param availabilityPercent the proxy reached its target for a smaller part of a minute than this
 * @param cpuPercent a larger share of the database's CPU than this (CloudWatch user guide,
 *     "Recommended alarms")
 * @param chargedCredits a T class uses more CPU credits than it includes, and AWS charges for more
 *     than this in five minutes; one credit is a vCPU for a minute
 * @param freeMemoryPercent a smaller share of the database's memory than this is left
 * @param freeStoragePercent a smaller share of an instance's allocated storage than this is left
 * @param topic the SNS topic to tell
 * @param subscribers who gets a mail for each alarm; SNS first asks each to confirm
 */
@RecordBuilder
public record AlarmSettings(
    @Otherwise("the clients' maximum, by the capacity plan")
        @Between(least = "1", most = AlarmSettings.MOST, unit = AlarmSettings.CONNECTIONS)
        @Allows(AlarmSettings.LASTING)
        OptionalInt clientConnections,
    @Otherwise(
            AlarmSettings.MOST_USED_PERCENT
                + " % of the pool, by the capacity plan; without one "
                + AlarmSettings.DATABASE_CONNECTIONS)
        @Between(least = "1", most = AlarmSettings.MOST, unit = AlarmSettings.CONNECTIONS)
        @Allows(AlarmSettings.LASTING)
        OptionalInt databaseConnections,
    @ByDefault("" + AlarmSettings.MOST_USED_PERCENT)
        @Between(least = "1")
        @Allows(", of the connections that the proxy may open; alarm above this")
        Percent allowedConnectionsPercent,
    @ByDefault("1000")
        @Between(least = "1", most = "300000", unit = "ms")
        @Allows(" that clients wait for a connection on average; alarm above this")
        int borrowLatencyMillis,
    @ByDefault("25")
        @Between(least = "1", most = AlarmSettings.MOST, unit = AlarmSettings.CONNECTIONS)
        @Allows(AlarmSettings.LASTING)
        int pinnedSessions,
    @ByDefault("0")
        @Between(least = "0", most = AlarmSettings.MOST, unit = "failures per minute")
        @Allows(" to connect to the database; alarm above this")
        int failedSetups,
    @ByDefault("0")
        @Between(least = "0", most = AlarmSettings.MOST, unit = "failures per minute")
        @Allows(" of client logins; alarm above this")
        int failedAuthentications,
    @ByDefault("99") @Between(least = "1") @Allows(", of the time; alarm below this")
        Percent availabilityPercent,
    @ByDefault("90") @Between(least = "1") @Allows(", of the database's; alarm above this")
        Percent cpuPercent,
    @ByDefault("0")
        @Between(least = "0", most = AlarmSettings.MOST, unit = "CPU credits per five minutes")
        @Allows(" that AWS charges for on a T class; alarm above this")
        int chargedCredits,
    @Otherwise(
            DatabaseMetrics.FREE_MEMORY_OF_INSTANCE
                + " for an instance, "
                + DatabaseMetrics.FREE_MEMORY_OF_CLUSTER
                + " for a cluster")
        @Between(least = "1")
        @Allows(", of the database's; alarm below this")
        Optional<Percent> freeMemoryPercent,
    @ByDefault("10") @Between(least = "1") @Allows(", of an instance's; alarm below this")
        Percent freeStoragePercent,
    @Allows("the ARN of an SNS topic; without one, a topic is created") Optional<TopicArn> topic,
    @Between(most = "100", unit = "subscribers")
        @Allows("mail addresses; SNS sends each a mail to confirm before the first alarm")
        List<MailAddress> subscribers) {

  /** How much of a pool may be in use for the rest to be the reserve that RDS wants. */
  static final int MOST_USED_PERCENT =
      (100 * 100 + PoolCapacity.PERCENT_OF_USE / 2) / PoolCapacity.PERCENT_OF_USE;

  /** What the guide that this project started from alarms at. */
  static final int DATABASE_CONNECTIONS = 50;

  // More than any proxy takes.
  static final String MOST = "1000000";
  static final String CONNECTIONS = "connections";
  static final String LASTING = "; alarm above this for ten minutes";

  public AlarmSettings {
    subscribers = List.copyOf(subscribers);
    Constraints.check(
        AlarmSettings.class,
        clientConnections,
        databaseConnections,
        allowedConnectionsPercent,
        borrowLatencyMillis,
        pinnedSessions,
        failedSetups,
        failedAuthentications,
        availabilityPercent,
        cpuPercent,
        chargedCredits,
        freeMemoryPercent,
        freeStoragePercent,
        topic,
        subscribers);
  }

  /** A builder with the defaults. */
  public static AlarmSettingsBuilder builder() {
    return AlarmSettingsBuilder.builder(Defaults.of(AlarmSettings.class));
  }

  /**
   * These alarms, where they name no thresholds with those of {@code plan}: more clients than there
   * should be at the peak, and so much of the pool that less than the reserve is left that RDS
   * wants above the highest use (RDS user guide, "MaxConnectionsPercent").
   */
  public AlarmSettings planned(CapacityPlan plan) {
    // Reserved concurrency has no upper bound of its own, and nor has the sum of it.
    var clients = Math.toIntExact(Math.min(plan.peakConnections(), Integer.parseInt(MOST)));
    return plan.pool()
        .filter(pool -> clients > 0 && pool.connections().least() > 0)
        .map(pool -> planned(clients, mostUsed(pool)))
        .orElse(this);
  }

  /**
   * These alarms, where they name no thresholds with those for the given use.
   *
   * @param clients the most connections that all clients hold at once, if all is well
   * @param database the most connections that the proxy needs, if all is well
   */
  AlarmSettings planned(int clients, int database) {
    return AlarmSettingsBuilder.builder(this)
        .clientConnections(clientConnections.orElse(clients))
        .databaseConnections(databaseConnections.orElse(database))
        .build();
  }

  private static int mostUsed(PoolCapacity pool) {
    return Math.max(
        1, Math.toIntExact(pool.connections().least() * 100L / PoolCapacity.PERCENT_OF_USE));
  }
}
