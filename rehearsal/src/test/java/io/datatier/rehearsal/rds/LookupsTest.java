package io.datatier.rehearsal.rds;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LookupsTest {

  private static final String INSTANCE = "aws:rds/getInstance:getInstance";
  private static final String INSTANCES = "aws:rds/getInstances:getInstances";
  private static final String CLUSTER = "aws:rds/getCluster:getCluster";
  private static final String CLUSTERS = "aws:rds/getClusters:getClusters";
  private static final String VERSION = "aws:rds/getEngineVersion:getEngineVersion";

  private final DataTier tier;

  LookupsTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Live subnetGroup() {
    return tier.subnetGroup(tier.subnets(tier.vpc().create())).create();
  }

  private static Map<String, Object> filtered(String name, String value) {
    return Map.of("filters", List.of(Map.of("name", name, "values", List.of(value))));
  }

  private List<?> found(String function, Map<String, Object> arguments, String property) {
    return (List<?>) requireNonNull(tier.aws().look(function, arguments).get(property));
  }

  @Test
  void finds_instances_by_their_identifier_and_nothing_where_there_is_none() {
    assertEquals(List.of(), found(INSTANCES, Map.of(), "instanceIdentifiers"));
    tier.database(subnetGroup()).create();

    assertEquals(
        List.of("campaign-postgres"),
        found(INSTANCES, filtered("db-instance-id", "campaign-postgres"), "instanceIdentifiers"));
    assertEquals(
        List.of("arn:aws:rds:us-east-1:123456789012:db:campaign-postgres"),
        found(INSTANCES, Map.of(), "instanceArns"));
    assertEquals(
        List.of(), found(INSTANCES, filtered("db-instance-id", "another"), "instanceIdentifiers"));
    assertEquals(
        List.of(),
        found(CLUSTERS, filtered("db-cluster-id", "campaign-postgres"), "clusterIdentifiers"));
  }

  @Test
  void finds_clusters_and_their_instances() {
    var cluster = tier.cluster(subnetGroup()).create();
    tier.clusterInstance("campaign-cluster-1").create();

    var id = cluster.id();
    assertEquals(List.of(id), found(CLUSTERS, filtered("db-cluster-id", id), "clusterIdentifiers"));
    assertEquals(
        found(CLUSTER, Map.of("clusterIdentifier", id), "clusterMembers"),
        found(INSTANCES, filtered("db-cluster-id", id), "instanceIdentifiers"));
    var told = tier.aws().look(CLUSTER, Map.of("clusterIdentifier", id));
    assertEquals("16.9", told.get("engineVersion"));
    assertEquals(false, told.containsKey("finalSnapshotIdentifier"));
  }

  @Test
  void tells_what_runs_and_not_what_was_asked_for() {
    tier.database(subnetGroup()).with("engineVersion", "16").create();

    var database = tier.aws().look(INSTANCE, Map.of("dbInstanceIdentifier", "campaign-postgres"));
    var told = new TreeMap<>(database);
    told.keySet()
        .retainAll(
            List.of(
                "engine",
                "engineVersion",
                "allocatedStorage",
                "dbName",
                "masterUsername",
                "dbInstanceClass",
                "replicateSourceDb",
                "tags"));
    assertEquals(
        Map.of(
            "engine", "postgres",
            "engineVersion", "16.10",
            "allocatedStorage", 20.0,
            "dbName", "campaign_system",
            "masterUsername", "iadmin",
            "dbInstanceClass", "db.t4g.micro",
            "replicateSourceDb", "",
            "tags", Map.of()),
        told);
  }

  @Test
  void refuses_what_rds_refuses() {
    tier.aws()
        .expectLookRefused(
            INSTANCE,
            Map.of("dbInstanceIdentifier", "gone"),
            "DBInstanceNotFound: DBInstance gone not found.");
    tier.aws()
        .expectLookRefused(
            CLUSTER,
            Map.of("clusterIdentifier", "gone"),
            "DBClusterNotFoundFault: DBCluster gone not found.");
    tier.aws()
        .expectLookRefused(
            VERSION,
            Map.of("engine", "postgres", "version", "9.6"),
            "InvalidParameterValue: no RDS engine versions found: postgres 9.6");
    tier.database(subnetGroup()).create();
    tier.aws()
        .expectLookRefused(
            INSTANCES,
            filtered("db-instance", "campaign-postgres"),
            "InvalidParameterValue: Unrecognized filter name: db-instance");
    assertEquals(
        List.of(
            "dbInstanceId: is not a property of aws:rds/getInstance:getInstance (did you mean"
                + " dbInstanceIdentifier?)"),
        tier.aws().lookFailures(INSTANCE, Map.of("dbInstanceId", "campaign-postgres")));
  }

  @Test
  void upgrades_to_no_minor_version_that_is_older_than_the_running_one() {
    var newest = tier.aws().look(VERSION, Map.of("engine", "postgres", "version", "15.14"));
    assertEquals(List.of("16.10", "17.6", "18.1"), newest.get("validMajorTargets"));
    assertEquals(List.of(), newest.get("validMinorTargets"));
    var older = tier.aws().look(VERSION, Map.of("engine", "postgres", "version", "16.8"));
    assertEquals(List.of("17.4", "17.5", "17.6", "18.1"), older.get("validMajorTargets"));
    assertEquals(List.of("16.9", "16.10"), older.get("validMinorTargets"));
    assertEquals(
        List.of("16.9", "16.10", "17.4", "17.5", "17.6", "18.1"), older.get("validUpgradeTargets"));
    assertEquals(
        List.of("17.5"),
        tier.aws()
            .look(VERSION, Map.of("engine", "aurora-postgresql", "version", "16.9"))
            .get("validMajorTargets"));
  }
}
