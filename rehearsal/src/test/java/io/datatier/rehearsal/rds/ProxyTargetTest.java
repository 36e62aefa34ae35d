package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy shares its connections of: its pool, its target, its further endpoints. */
final class ProxyTargetTest {

  private final DataTier tier;

  ProxyTargetTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Live proxyOfCluster() {
    var subnets = tier.subnets(tier.vpc().create());
    var cluster = tier.cluster(tier.subnetGroup(subnets).create()).create();
    var role = tier.role("rds.amazonaws.com").create();
    tier.reading(role, DataTier.secretOf(cluster)).create();
    return tier.proxy(subnets, role, DataTier.secretOf(cluster)).create();
  }

  private Draft endpoint(Live proxy) {
    return tier.aws()
        .resource(DbProxyEndpoint.TYPE, "readers")
        .with("dbProxyName", proxy.id())
        .with("dbProxyEndpointName", "campaign-readers")
        .with("targetRole", "READ_ONLY")
        .with("vpcSubnetIds", proxy.outputs().getOrDefault("vpcSubnetIds", ""));
  }

  @Test
  void makes_the_default_target_group_with_the_proxy() {
    var all = ProxyNeeds.in(tier);
    all.tier()
        .pool()
        .expectRefused(
            "creating RDS DB Proxy Default Target Group: DBProxyNotFoundFault: DB Proxy with name"
                + " campaign-proxy doesn't exist.");
    var proxy = all.proxy().create();
    var pool = all.tier().pool().create();
    assertEquals("campaign-proxy", pool.id());
    assertEquals("default", pool.text("name"));
    assertEquals(
        Map.of(
            "connectionBorrowTimeout", 120.0,
            "initQuery", "",
            "maxConnectionsPercent", 100.0,
            "maxIdleConnectionsPercent", 50.0,
            "sessionPinningFilters", List.of()),
        pool.outputs().get("connectionPoolConfig"));
    pool.expectSteady();
    pool.expectUpdateRefused(
        tier.pool()
            .with(
                "connectionPoolConfig",
                Map.of("sessionPinningFilters", List.of("EXCLUDE_VARIABLE_SETS"))),
        "updating RDS DB Proxy Default Target Group: InvalidParameterValue: SessionPinningFilters"
            + " are supported for the MYSQL engine family only.");
    pool.delete();
    pool.expectSteady();
    proxy.delete();
    assertEquals("", pool.refresh().id());
  }

  @Test
  void judges_the_pool() {
    tier.pool()
        .with(
            "connectionPoolConfig",
            Map.of(
                "connectionBorrowTimeout", 301,
                "maxConnectionsPercent", 40,
                "maxIdleConnectionsPercent", 60,
                "sessionPinningFilters", List.of("EXCLUDE_ALL")))
        .expectFailures(
            "connectionPoolConfig.connectionBorrowTimeout: must be 0 to 300 seconds, but is 301",
            "connectionPoolConfig.maxIdleConnectionsPercent: must not be greater than"
                + " maxConnectionsPercent, which is 40, but is 60",
            "connectionPoolConfig.sessionPinningFilters[0]: must be one of EXCLUDE_VARIABLE_SETS, but is EXCLUDE_ALL");
  }

  @Test
  void registers_a_target_of_four_parts() {
    var all = ProxyNeeds.in(tier);
    all.proxy().create();
    var target = all.tier().target().create();
    assertEquals("campaign-proxy/default/RDS_INSTANCE/campaign-postgres", target.id());
    assertEquals(all.database().text("address"), target.text("endpoint"));
    assertEquals(5432.0, target.outputs().get("port"));
    assertEquals("RDS_INSTANCE", target.text("type"));
    target.expectSteady();
    target.expectReplacement(
        all.tier().target().with("dbInstanceIdentifier", "other"), "dbInstanceIdentifier");
  }

  @Test
  void takes_its_targets_with_it() {
    var all = ProxyNeeds.in(tier);
    var proxy = all.proxy().create();
    var target = all.tier().target().create();
    proxy.delete();
    assertEquals("", target.refresh().id());
  }

  @Test
  void tracks_a_cluster_that_has_a_writer() {
    var proxy = proxyOfCluster();
    var target =
        tier.target()
            .without("dbInstanceIdentifier")
            .with("dbClusterIdentifier", "campaign-cluster");
    target.expectRefused(
        "creating RDS DB Proxy Target: InvalidDBClusterStateFault: DBCluster campaign-cluster has no instances for a proxy to connect to. Create its writer before the target.");
    tier.clusterInstance("writer").create();
    var live = target.create();
    assertEquals("campaign-proxy/default/TRACKED_CLUSTER/campaign-cluster", live.id());
    assertEquals(List.of("TRACKED_CLUSTER", ""), List.of(live.text("type"), live.text("endpoint")));
    live.expectSteady();
    var endpoint = endpoint(proxy).create();
    assertEquals("campaign-proxy/campaign-readers", endpoint.id());
    assertTrue(
        endpoint
            .text("endpoint")
            .matches(
                "campaign-readers\\.endpoint\\.proxy-[a-z0-9]{12}\\.us-east-1\\.rds\\.amazonaws\\.com"));
    endpoint.expectSteady();
    endpoint.expectReplacement(endpoint(proxy).with("targetRole", "READ_WRITE"), "targetRole");
    proxy.delete();
    assertEquals("", endpoint.refresh().id());
  }

  @Test
  void has_no_read_only_endpoint_for_an_instance() {
    var all = ProxyNeeds.in(tier);
    var proxy = all.proxy().create();
    var readers = endpoint(proxy).create();
    tier.target()
        .expectRefused(
            "creating RDS DB Proxy Target: InvalidParameterValue: The endpoint campaign-readers is"
                + " READ_ONLY, but the proxy's target is a DB instance, which has no readers. Read-only endpoints require an Aurora cluster.");
    readers.delete();
    tier.target().create();
    endpoint(proxy)
        .expectRefused(
            "creating RDS DB Proxy Endpoint: InvalidParameterValue: The endpoint campaign-readers"
                + " is READ_ONLY, but the proxy's target is a DB instance, which has no readers. Read-only endpoints require an Aurora cluster.");
    endpoint(proxy).with("targetRole", "READ_WRITE").create();
  }

  @Test
  void takes_no_replica_for_its_target() {
    var all = ProxyNeeds.in(tier);
    all.proxy().create();
    tier.aws()
        .resource(DbInstance.TYPE, "replica")
        .with("identifier", "campaign-replica")
        .with("instanceClass", "db.t4g.micro")
        .with("replicateSourceDb", "campaign-postgres")
        .with("skipFinalSnapshot", true)
        .create()
        .expectSteady();
    tier.target()
        .with("dbInstanceIdentifier", "campaign-replica")
        .expectRefused(
            "creating RDS DB Proxy Target: InvalidDBInstanceState: The instance campaign-replica is a read replica, but a proxy connects only to a writer.");
  }

  /** terraform-provider-aws#45738: the state of a program that did not look says all is well. */
  @Test
  void comes_back_under_its_own_name_without_target_and_pool_and_refresh_shows_it() {
    var all = ProxyNeeds.in(tier);
    var proxy = all.proxy().create();
    var pool =
        tier.pool().with("connectionPoolConfig", Map.of("maxConnectionsPercent", 60)).create();
    var target = tier.target().create();
    proxy.delete();
    all.proxy().create();

    assertEquals("", target.refresh().id());
    var shown = pool.refresh();
    assertEquals("campaign-proxy", shown.id());
    assertEquals(
        Map.of("maxConnectionsPercent", 100.0),
        shown.inputs().get("connectionPoolConfig") instanceof Map<?, ?> inputs
            ? Map.of("maxConnectionsPercent", inputs.get("maxConnectionsPercent"))
            : Map.of());
    // What the program then does: the target is made again, and the pool is put right.
    tier.target().create().expectSteady();
  }
}
