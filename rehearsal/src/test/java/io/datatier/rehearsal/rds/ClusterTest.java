package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterTest {

  private final DataTier tier;

  ClusterTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Live subnetGroup() {
    return tier.subnetGroup(tier.subnets(tier.vpc().create())).create();
  }

  @Test
  void gives_a_cluster_what_rds_gives_it() {
    var cluster = tier.cluster(subnetGroup()).create();
    assertEquals("campaign-cluster", cluster.id());
    assertTrue(
        cluster
            .text("endpoint")
            .matches(
                "campaign-cluster\\.cluster-[a-z0-9]{12}\\.us-east-1\\.rds\\.amazonaws\\.com"));
    assertEquals(
        cluster.text("endpoint").replace(".cluster-", ".cluster-ro-"),
        cluster.text("readerEndpoint"));
    assertEquals(
        "arn:aws:rds:us-east-1:123456789012:cluster:campaign-cluster", cluster.text("arn"));
    assertTrue(cluster.text("clusterResourceId").matches("cluster-[A-Z0-9]{26}"));
    assertEquals("16.9", cluster.text("engineVersionActual"));
    assertTrue(
        DataTier.secretOf(cluster)
            .matches("arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-.+"));
    cluster.expectSteady();
    var writer = tier.clusterInstance("writer").create();
    assertEquals(List.of(true, "writer"), List.of(writer.outputs().get("writer"), writer.id()));
    assertEquals("16.9", writer.text("engineVersionActual"));
    writer.expectSteady();
    var reader = tier.clusterInstance("reader").create();
    assertEquals(
        List.of(false, "us-east-1a", "us-east-1b"),
        List.of(
            reader.outputs().get("writer"),
            writer.text("availabilityZone"),
            reader.text("availabilityZone")));
    cluster.expectSteady();
  }

  @Test
  void reports_every_fault_of_a_cluster_at_once() {
    tier.clusterAlone()
        .with("clusterIdentifier", "Campaign")
        .with("engine", "postgres")
        .with("engineVersion", "12.4")
        .with("masterUsername", "admin")
        .with("masterPassword", "secret-12")
        .with("backupRetentionPeriod", 0)
        .with("enabledCloudwatchLogsExports", List.of("upgrade"))
        .with("allocatedStorage", 20)
        .with("preferredBackupWindow", "03:00-04:00")
        .with("preferredMaintenanceWindow", "sun:03:30-sun:04:30")
        .with("kmsKeyId", "alias/x")
        .with(
            "serverlessv2ScalingConfiguration",
            Map.of("minCapacity", 4.3, "maxCapacity", 0.5, "secondsUntilAutoPause", 299))
        .expectFailures(
            ": masterPassword cannot be set together with manageMasterUserPassword",
            "allocatedStorage: is for Multi-AZ DB clusters, not for Aurora",
            "backupRetentionPeriod: must be 1 to 35 days, but is 0",
            "clusterIdentifier: must begin with a lower-case letter, have only lower-case letters,"
                + " digits and single hyphens, and not end with a hyphen, but is \"Campaign\"",
            "enabledCloudwatchLogsExports[0]: must be one of iam-db-auth-error, instance,"
                + " postgresql, but is upgrade",
            "engine: must be one of aurora-postgresql, but is postgres",
            "engineVersion: must be a version of Aurora PostgreSQL, 13 to 17, such as 17 or 17.5, but is \"12.4\"",
            "kmsKeyId: must be an ARN, arn:aws:service:region:account:resource, but is"
                + " \"alias/x\"",
            "masterUsername: must begin with a letter, have at most 63 letters, digits and _, and"
                + " not be admin, but is \"admin\"",
            "preferredMaintenanceWindow: must not overlap preferredBackupWindow, 03:00-04:00",
            "serverlessv2ScalingConfiguration.maxCapacity: must be 1 to 256 capacity units, but is 0.5",
            "serverlessv2ScalingConfiguration.minCapacity: must be a multiple of 0.5 capacity units",
            "serverlessv2ScalingConfiguration.minCapacity: must not be greater than maxCapacity,"
                + " which is 0.5, but is 4.3",
            "serverlessv2ScalingConfiguration.secondsUntilAutoPause: must be 300 to 86400 seconds,"
                + " but is 299");
  }

  @Test
  void has_no_name_for_the_usual_storage() {
    var draft = tier.cluster(subnetGroup());
    var usual = draft.with("storageType", "aurora");
    draft.create().expectUpdate(usual);
    var second = usual.with("clusterIdentifier", "campaign-second");
    var live = second.create();
    assertEquals("", live.text("storageType"));
    live.refresh().expectUpdate(second);
    live.expectUpdate(second.with("storageType", "aurora-iopt1"), "storageType");
  }

  @Test
  void keeps_the_capacity_that_nobody_sets_any_more() {
    var draft = tier.cluster(subnetGroup());
    var block = "serverlessv2ScalingConfiguration";
    var live = draft.with(block, Map.of("minCapacity", 0, "maxCapacity", 4)).create();
    live.expectUpdate(draft);
    live.expectUpdate(draft.with(block, Map.of("maxCapacity", 8)), block + ".maxCapacity");
    assertEquals(
        Map.of("minCapacity", 0.0, "maxCapacity", 4.0),
        live.update(draft.with("tags", Map.of("Owner", "me"))).outputs().get(block));
  }

  @Test
  void refuses_what_a_cluster_cannot_have() {
    var cluster = tier.cluster(subnetGroup());
    cluster
        .with("dbClusterParameterGroupName", "elsewhere")
        .expectRefused(
            "creating RDS Cluster (campaign-cluster): DBClusterParameterGroupNotFound:"
                + " DBClusterParameterGroup not found: elsewhere");
    tier.clusterInstance("writer")
        .expectRefused(
            "creating RDS Cluster Instance (writer): DBClusterNotFoundFault: DBCluster"
                + " campaign-cluster not found.");
    cluster.create();
    cluster.expectRefused(
        "creating RDS Cluster (campaign-cluster): DBClusterAlreadyExistsFault: DB Cluster already"
            + " exists: campaign-cluster");
    tier.clusterInstance("writer")
        .with("instanceClass", "db.serverless")
        .expectRefused(
            "creating RDS Cluster Instance (writer): InvalidParameterValue: Set the Serverless v2"
                + " scaling configuration on the parent DB cluster campaign-cluster before creating"
                + " a Serverless v2 DB instance.");
    tier.clusterInstance("writer").create();
    tier.clusterInstance("writer")
        .expectRefused(
            "creating RDS Cluster Instance (writer): DBInstanceAlreadyExists: DB instance already"
                + " exists: writer");
  }

  @Test
  void gives_a_cluster_parameters() {
    var group =
        tier.aws()
            .resource(DbClusterParameterGroup.TYPE, "aurora")
            .with("name", "aurora")
            .with("family", "aurora-postgresql16")
            .with(
                "parameters",
                List.of(
                    Map.of("name", "rds.force_ssl", "value", "1"),
                    Map.of("name", "apg_plan_mgmt.capture_plan_baselines", "value", "off")));
    group
        .with("family", "postgres16")
        .with("parameters", List.of(Map.of("name", "max_connections", "value", "many")))
        .expectFailures(
            "family: must be a cluster parameter group family such as aurora-postgresql17, but is"
                + " \"postgres16\"",
            "parameters[0].applyMethod: must be pending-reboot, because max_connections is a static"
                + " parameter",
            "parameters[0].value: must be a whole number for max_connections, but is many");
    var parameters = group.create();
    assertEquals("arn:aws:rds:us-east-1:123456789012:cluster-pg:aurora", parameters.text("arn"));
    parameters.expectSteady();
    tier.cluster(subnetGroup()).with("dbClusterParameterGroupName", "aurora").create();
    parameters.expectDeleteRefused(
        "deleting RDS Cluster Parameter Group (aurora): InvalidDBParameterGroupState: One or more"
            + " database clusters are still members of this parameter group aurora, so the group"
            + " cannot be deleted: campaign-cluster");
  }

  @Test
  void reports_the_default_of_a_parameter_as_pending_reboot() {
    var forced = Map.of("name", "rds.force_ssl", "value", "1", "applyMethod", "immediate");
    var group =
        tier.aws()
            .resource(DbClusterParameterGroup.TYPE, "aurora")
            .with("family", "aurora-postgresql17")
            .with("parameters", List.of(forced));
    var live = group.create();
    live.expectUpdate(group, "parameters[0].applyMethod");
    live.update(group).expectUpdate(group, "parameters[0].applyMethod");
    var older = group.named("older").with("family", "aurora-postgresql16");
    older.create().expectUpdate(older);
    var method = Map.of("name", "rds.force_ssl", "value", "1", "applyMethod", "pending-reboot");
    var quiet = group.named("quiet").with("parameters", List.of(method));
    quiet.create().expectUpdate(quiet);
  }

  @Test
  void goes_away_in_order_and_leaves_a_final_snapshot() {
    var group = subnetGroup();
    var draft =
        tier.cluster(group)
            .with("deletionProtection", true)
            .with("skipFinalSnapshot", false)
            .with("finalSnapshotIdentifier", "campaign-final");
    var cluster = draft.create();
    var writer = tier.clusterInstance("writer").create();
    cluster.expectDeleteRefused(
        "deleting RDS Cluster (campaign-cluster): InvalidParameterCombination: Cannot delete"
            + " protected Cluster, please disable deletion protection and try again.");
    var open = cluster.update(draft.with("deletionProtection", false));
    open.expectDeleteRefused(
        "deleting RDS Cluster (campaign-cluster): InvalidDBClusterStateFault: Cluster cannot be"
            + " deleted, it still contains DB instances in non-deleting state: writer");
    group.expectDeleteRefused(
        "deleting RDS DB Subnet Group (database-0123456): InvalidDBSubnetGroupStateFault: Cannot"
            + " delete the subnet group 'database-0123456' because at least one database instance:"
            + " campaign-cluster is still using it.");
    writer.delete();
    open.delete();
    var account = tier.aws().account();
    assertEquals(
        List.of("campaign-final"), account.finalSnapshots().stream().map(Entity::id).toList());
    assertEquals(0, account.all(SecretsManagerSecret.TYPE).count());
  }

  @Test
  void gives_a_new_instance_the_version_of_its_cluster_only() {
    tier.cluster(subnetGroup()).create();
    tier.clusterInstance("writer").with("engineVersion", "16").create();
    tier.clusterInstance("reader")
        .with("engineVersion", "16.10")
        .expectRefused(
            "creating RDS Cluster Instance (reader):"
                + " InvalidParameterCombination: The engine version that you requested for your DB"
                + " instance (16.10) does not match the engine version of your DB cluster (16.9).");
  }

  @Test
  void keeps_the_subnets_that_a_database_uses() {
    var vpc = tier.vpc().create();
    var subnets = tier.subnets(vpc);
    var third = tier.subnet(vpc, "c", "10.0.2.0/24").create().id();
    var draft = tier.subnetGroup(List.of(subnets.get(0), subnets.get(1), third));
    var group = draft.create();
    tier.cluster(group).create();
    tier.clusterInstance("writer").create();
    group.expectUpdateRefused(
        tier.subnetGroup(List.of(subnets.get(1), third)),
        "updating RDS DB Subnet Group (database-0123456): InvalidParameterValue: Some of the"
            + " subnets to be deleted are currently in use: "
            + subnets.get(0));
    var other = tier.subnets(tier.vpc().create());
    group.expectUpdateRefused(
        tier.subnetGroup(other),
        "updating RDS DB Subnet Group (database-0123456): InvalidParameterValue: The new Subnets"
            + " are not in the same Vpc as the existing subnet group");
    group.update(tier.subnetGroup(subnets)).expectSteady();
  }

  @Test
  void upgrades_a_cluster_forwards_only() {
    var draft = tier.cluster(subnetGroup());
    var cluster = draft.create();
    cluster.expectUpdateRefused(
        draft.with("engineVersion", "17"),
        "updating RDS Cluster (campaign-cluster): InvalidParameterCombination: The"
            + " AllowMajorVersionUpgrade flag must be present when upgrading to a new major"
            + " version.");
    var newer =
        draft
            .with("engineVersion", "17")
            .with("allowMajorVersionUpgrade", true)
            .with("applyImmediately", true);
    var upgraded = cluster.update(newer);
    assertEquals("default.aurora-postgresql17", upgraded.text("dbClusterParameterGroupName"));
    upgraded.expectSteady();
    upgraded.expectUpdateRefused(
        draft,
        "updating RDS Cluster (campaign-cluster): InvalidParameterCombination: Cannot upgrade"
            + " aurora-postgresql from 17.5 to 16.9: RDS does not support downgrades.");
    cluster.expectReplacement(draft.with("masterUsername", "other"), "masterUsername");
  }
}
