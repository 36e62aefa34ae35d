package io.datatier.policy.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyMetricsTest {

  private static final String CLIENTS = "ProxyName, or EndpointName and ProxyName";
  private static final String TARGETS =
      "ProxyName, or ProxyName and Target and TargetGroup, "
          + "or ProxyName and TargetGroup and TargetRole";

  private static void assertPublished(String metric, String dimensions) {
    assertEquals(
        Optional.of(dimensions), ProxyMetrics.dimensionsOf(metric).map(ProxyMetrics::words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
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
        "QueryResponseLatency"
      })
  void knows_what_is_published_by_endpoint(String metric) {
    assertPublished(metric, CLIENTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DatabaseConnectionRequests",
        "DatabaseConnectionRequestsWithTLS",
        "DatabaseConnections",
        "DatabaseConnectionsCurrentlyBorrowed",
        "DatabaseConnectionsCurrentlyInTransaction",
        "DatabaseConnectionsCurrentlySessionPinned",
        "DatabaseConnectionsSetupFailed",
        "DatabaseConnectionsSetupSucceeded",
        "DatabaseConnectionsWithTLS",
        "MaxDatabaseConnectionsAllowed"
      })
  void knows_what_is_published_by_target(String metric) {
    assertPublished(metric, TARGETS);
  }

  @ParameterizedTest
  @CsvSource({
    "AvailabilityPercentage, ProxyName and TargetGroup and TargetRole",
    "QueryDatabaseResponseLatency, 'ProxyName, or EndpointName and ProxyName, "
        + "or ProxyName and Target and TargetGroup, or ProxyName and TargetGroup and TargetRole'"
  })
  void knows_the_two_that_are_published_otherwise(String metric, String dimensions) {
    assertPublished(metric, dimensions);
  }

  @ParameterizedTest
  @CsvSource({
    "ClientConnections, true",
    "MaxDatabaseConnectionsAllowed, true",
    "DatabaseConnections, false",
    "CPUUtilization, false"
  })
  void tells_what_only_proxies_publish(String metric, boolean alone) {
    assertEquals(alone, ProxyMetrics.isOfProxiesAlone(metric));
  }

  @ParameterizedTest
  @CsvSource({
    "ProxyName, true, true",
    "TargetRole, true, true",
    "DBProxyName, true, false",
    "proxyname, true, false",
    "DBInstanceIdentifier, false, false"
  })
  void tells_what_is_a_dimension_and_what_looks_like_one(String name, boolean about, boolean real) {
    assertEquals(about, ProxyMetrics.isAboutProxies(name));
    assertEquals(real, ProxyMetrics.hasDimension(name));
  }
}
