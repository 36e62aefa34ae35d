package io.datatier.policy.aws;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metrics that RDS Proxy publishes, with their dimensions (RDS user guide, "Monitoring RDS
 * Proxy metrics with Amazon CloudWatch"). An alarm on anything else never gets data.
 */
public final class ProxyMetrics {

  /** Their namespace in CloudWatch. */
  public static final String NAMESPACE = "AWS/RDS";

  private static final Set<String> PROXY = Set.of("ProxyName");
  private static final Set<String> ENDPOINT = Set.of("ProxyName", "EndpointName");
  private static final Set<String> TARGET = Set.of("ProxyName", "TargetGroup", "Target");
  private static final Set<String> ROLE = Set.of("ProxyName", "TargetGroup", "TargetRole");

  private static final Set<String> DIMENSIONS =
      Set.of("ProxyName", "EndpointName", "TargetGroup", "Target", "TargetRole");

  private static final Map<String, List<Set<String>>> METRICS = new LinkedHashMap<>();

  static {
    var ofClients = List.of(PROXY, ENDPOINT);
    for (var metric :
        List.of(
            "ClientConnections",
            "ClientConnectionsClosed",
            "ClientConnectionsNoTLS",
            "ClientConnectionsReceived",
            "ClientConnectionsSetupFailedAuth",
            "ClientConnectionsSetupSucceeded",
            "ClientConnectionsTLS",
            "DatabaseConnectionsBorrowLatency",
            "QueryRequests",
            "QueryRequestsNoTLS",
            "QueryRequestsTLS",
            "QueryResponseLatency")) {
      METRICS.put(metric, ofClients);
    }
    var ofTargets = List.of(PROXY, TARGET, ROLE);
    for (var metric :
        List.of(
            "DatabaseConnectionRequests",
            "DatabaseConnectionRequestsWithTLS",
            "DatabaseConnections",
            "DatabaseConnectionsCurrentlyBorrowed",
            "DatabaseConnectionsCurrentlyInTransaction",
            "DatabaseConnectionsCurrentlySessionPinned",
            "DatabaseConnectionsSetupFailed",
            "DatabaseConnectionsSetupSucceeded",
            "DatabaseConnectionsWithTLS",
            "MaxDatabaseConnectionsAllowed")) {
      METRICS.put(metric, ofTargets);
    }
    METRICS.put("QueryDatabaseResponseLatency", List.of(PROXY, ENDPOINT, TARGET, ROLE));
    METRICS.put("AvailabilityPercentage", List.of(ROLE));
  }

  private ProxyMetrics() {}

  /** Whether only proxies publish a metric of this name. */
  public static boolean isOfProxiesAlone(String metric) {
    return METRICS.containsKey(metric) && !metric.equals("DatabaseConnections");
  }

  /** Whether a dimension is one of proxies, or seems intended as one. */
  public static boolean isAboutProxies(String dimension) {
    return DIMENSIONS.contains(dimension) || dimension.toLowerCase(Locale.ROOT).contains("proxy");
  }

  /** Whether proxies publish any metric by this dimension. */
  public static boolean hasDimension(String dimension) {
    return DIMENSIONS.contains(dimension);
  }

  /** The sets of dimensions by which proxies publish a metric; none if they do not. */
  public static Optional<List<Set<String>>> dimensionsOf(String metric) {
    return Optional.ofNullable(METRICS.get(metric));
  }

  /** The sets of dimensions in words: {@code ProxyName or EndpointName and ProxyName}. */
  public static String words(List<Set<String>> dimensions) {
    return dimensions.stream()
        .map(set -> String.join(" and ", new TreeSet<>(set)))
        .collect(joining(", or "));
  }

  /** The metric most likely meant by this name. */
  public static Optional<String> nearest(String name) {
    return METRICS.keySet().stream()
        .min(Comparator.comparingInt(metric -> distance(metric, name)))
        .filter(metric -> distance(metric, name) <= metric.length() / 3);
  }

  /** How many characters to insert, delete or replace (Levenshtein), whatever their case. */
  private static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var above = row[j];
        var changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
