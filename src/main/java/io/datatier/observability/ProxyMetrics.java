package io.datatier.observability;

import static io.datatier.observability.Statistic.AVERAGE;
import static io.datatier.observability.Statistic.SUM;

import java.util.Map;

/**
 * What RDS Proxy publishes (RDS user guide, "Monitoring RDS Proxy metrics with Amazon CloudWatch").
 * Each node behind a proxy reports its share once a minute, so a number of connections is the sum
 * of what was reported within a minute. Latencies are in microseconds.
 */
final class ProxyMetrics {

  static final Metric CLIENT_CONNECTIONS = sum("ClientConnections");
  static final Metric AUTHENTICATIONS_FAILED = sum("ClientConnectionsSetupFailedAuth");
  static final Metric DATABASE_CONNECTIONS = sum("DatabaseConnections");
  static final Metric CONNECTIONS_BORROWED = sum("DatabaseConnectionsCurrentlyBorrowed");
  static final Metric CONNECTIONS_IN_TRANSACTION = sum("DatabaseConnectionsCurrentlyInTransaction");
  static final Metric SESSIONS_PINNED = sum("DatabaseConnectionsCurrentlySessionPinned");
  static final Metric SETUPS_FAILED = sum("DatabaseConnectionsSetupFailed");
  static final Metric CONNECTIONS_ALLOWED = sum("MaxDatabaseConnectionsAllowed");
  static final Metric BORROW_LATENCY = average("DatabaseConnectionsBorrowLatency");
  static final Metric DATABASE_LATENCY = average("QueryDatabaseResponseLatency");
  static final Metric QUERY_LATENCY = average("QueryResponseLatency");

  /** In percent. */
  static final Expression SHARE_OF_ALLOWED =
      new Expression(
          "Share of the allowed connections",
          "100 * held / allowed",
          Map.of("held", DATABASE_CONNECTIONS, "allowed", CONNECTIONS_ALLOWED));

  /**
   * In percent, of the target that takes writes. The RDS API calls its role READ_WRITE, CloudWatch
   * has been seen to call it READWRITE, and the guide gives no value. The one that is not published
   * counts as 100; MIN would say it shorter, but is not meant for alarms (CloudWatch user guide,
   * "Using metric math").
   */
  static final Expression AVAILABILITY =
      new Expression(
          "Availability",
          "FILL(documented, 100) + FILL(seen, 100) - 100",
          Map.of("documented", availability("READ_WRITE"), "seen", availability("READWRITE")));

  private ProxyMetrics() {}

  private static Metric sum(String name) {
    return new Metric(name, SUM, Dimensions.by("ProxyName"));
  }

  private static Metric average(String name) {
    return new Metric(name, AVERAGE, Dimensions.by("ProxyName"));
  }

  private static Metric availability(String role) {
    return new Metric(
        "AvailabilityPercentage",
        AVERAGE,
        new Dimensions("ProxyName", Map.of("TargetGroup", "default", "TargetRole", role)));
  }
}
