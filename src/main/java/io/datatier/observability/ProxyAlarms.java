package io.datatier.observability;

import static io.datatier.observability.Alarm.Comparison.ABOVE;
import static io.datatier.observability.Alarm.Comparison.BELOW;
import static io.datatier.observability.ProxyMetrics.AUTHENTICATIONS_FAILED;
import static io.datatier.observability.ProxyMetrics.AVAILABILITY;
import static io.datatier.observability.ProxyMetrics.BORROW_LATENCY;
import static io.datatier.observability.ProxyMetrics.CLIENT_CONNECTIONS;
import static io.datatier.observability.ProxyMetrics.DATABASE_CONNECTIONS;
import static io.datatier.observability.ProxyMetrics.SESSIONS_PINNED;
import static io.datatier.observability.ProxyMetrics.SETUPS_FAILED;
import static io.datatier.observability.ProxyMetrics.SHARE_OF_ALLOWED;

import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.observability.Alarm.EvaluationPeriods;
import io.datatier.proxy.DatabaseProxy;
import java.util.List;

/**
 * Notifies the topic when a proxy has more connections than planned, lends them slowly, or fails to
 * connect.
 */
public final class ProxyAlarms extends AlarmSet {

  /** The type token of these components. */
  public static final String TYPE = "datatier:observability:ProxyAlarms";

  // What the guide that this project started from alarms at.
  private static final int GUIDE_CLIENT_CONNECTIONS = 500;

  // A failover takes one to two minutes (RDS user guide, "Failing over a Multi-AZ DB instance"),
  // in which connections fail; what lasts longer needs attention.
  private static final EvaluationPeriods LONGER_THAN_A_FAILOVER = new EvaluationPeriods(3, 5);

  /** Alarms without a parent. */
  public ProxyAlarms(String name, AlarmSettings settings, DatabaseProxy proxy, AlarmTopic topic) {
    this(name, settings, proxy, topic, ComponentResourceOptions.Empty);
  }

  /** The alarms on {@code proxy} that {@code settings} ask for, sent to {@code topic}. */
  public ProxyAlarms(
      String name,
      AlarmSettings settings,
      DatabaseProxy proxy,
      AlarmTopic topic,
      ComponentResourceOptions options) {
    super(
        TYPE,
        name,
        alarms(settings),
        proxy.name(),
        // Some metrics of a proxy are absent until a first client connects.
        "notBreaching",
        topic,
        options);
  }

  /** How many metrics the alarms on a proxy watch. */
  public static int metrics() {
    return metrics(alarms(AlarmSettings.builder().build()));
  }

  private static List<Alarm> alarms(AlarmSettings settings) {
    return List.of(
        new Alarm(
            "client-connections",
            CLIENT_CONNECTIONS,
            ABOVE,
            settings.clientConnections().orElse(GUIDE_CLIENT_CONNECTIONS),
            EvaluationPeriods.minutes(10),
            "More clients connected to the proxy than planned: look for functions that scale out or"
                + " do not close their connections."),
        new Alarm(
            "database-connections",
            DATABASE_CONNECTIONS,
            ABOVE,
            settings.databaseConnections().orElse(AlarmSettings.DATABASE_CONNECTIONS),
            EvaluationPeriods.minutes(10),
            "The proxy holds more database connections than planned: look for pinned sessions and"
                + " slow queries."),
        new Alarm(
            "share-of-allowed-connections",
            SHARE_OF_ALLOWED,
            ABOVE,
            settings.allowedConnectionsPercent().value(),
            EvaluationPeriods.minutes(5),
            "The proxy has little left of the database connections that it may open: look for"
                + " pinned sessions and slow queries, then raise the pool's share or the instance"
                + " class."),
        new Alarm(
            "borrow-latency",
            BORROW_LATENCY,
            ABOVE,
            settings.borrowLatencyMillis() * 1000.0,
            EvaluationPeriods.minutes(5),
            "Clients wait for a database connection: look for long transactions and pinned"
                + " sessions, then raise the pool's share or the instance class."),
        new Alarm(
            "pinned-sessions",
            SESSIONS_PINNED,
            ABOVE,
            settings.pinnedSessions(),
            EvaluationPeriods.minutes(10),
            "Pinned sessions each hold a database connection: search the proxy's log for pinned to"
                + " see the reason, and avoid SET, temporary tables and advisory locks."),
        new Alarm(
            "failed-setups",
            SETUPS_FAILED,
            ABOVE,
            settings.failedSetups(),
            LONGER_THAN_A_FAILOVER,
            "The proxy cannot connect to the database: see whether the database is available, then"
                + " whether the secret's password is the user's and the security groups allow the"
                + " connection."),
        new Alarm(
            "failed-authentications",
            AUTHENTICATIONS_FAILED,
            ABOVE,
            settings.failedAuthentications(),
            LONGER_THAN_A_FAILOVER,
            "The proxy turns clients away: search its log for the user, then see whether that user"
                + " has a secret at the proxy, and whether the client uses TLS and the current"
                + " password."),
        new Alarm(
            "availability",
            AVAILABILITY,
            BELOW,
            settings.availabilityPercent().value(),
            LONGER_THAN_A_FAILOVER,
            "The proxy has no database to send writes to: see the events of the database, then the"
                + " state and the reason that the proxy's target gives."));
  }
}
