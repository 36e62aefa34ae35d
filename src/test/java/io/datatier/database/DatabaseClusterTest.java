package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.LogGroups;
import io.datatier.config.InvalidValue;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import io.datatier.values.LogRetention;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DatabaseClusterTest {

  private static final String IN = " in datatier:database:DatabaseCluster";
  private static final String RULE = "aws:vpc/securityGroup%1$sRule:SecurityGroup%1$sRule";
  private static final String KEY =
      "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  /** What is ignored of the database that holds the data, so long as it keeps its version. */
  private static final List<String> IGNORED =
      List.of("snapshotIdentifier", "restoreToPointInTime", "allowMajorVersionUpgrade");

  private static RecordedStack plain;
  private static RecordedStack full;

  @BeforeAll
  static void register() {
    plain =
        RecordedStack.of(
            context -> {
              var cluster = SampleTier.cluster(1);
              context.export("identifier", cluster.identifier());
              context.export("secret", cluster.master().secret().arn());
              context.export("adminEndpoint", cluster.adminAccess().endpoint());
            });
    full =
        RecordedStack.of(
            context -> {
              var keys = new EncryptionKeys("keys", new CreatedKeys(30));
              new DatabaseCluster(
                  "db",
                  DatabaseSettings.builder()
                      .topology(new Topology.AuroraCluster(0))
                      .instanceClass(new InstanceClass("db.r8g.large"))
                      .version(new PostgresVersion("16.4"))
                      .maxConnections(800)
                      .deletionProtection(false)
                      .finalSnapshotName(new RdsName("last-of-all"))
                      .performanceInsights(true)
                      .maintenanceWindow(new MaintenanceWindow("sat:04:00-sat:05:00"))
                      .build(),
                  SampleTier.network(),
                  keys,
                  new LogGroups(new LogRetention(30), keys.logs()));
            });
  }

  @Test
  void consists_of_these_children() {
    assertEquals(
        List.of(
            "admin-egress: " + RULE.formatted("Egress") + IN,
            "admin-group: aws:ec2/securityGroup:SecurityGroup" + IN,
            "admin-ingress: " + RULE.formatted("Ingress") + IN,
            "cluster: aws:rds/cluster:Cluster" + IN,
            "group: aws:ec2/securityGroup:SecurityGroup" + IN,
            "instance-1: aws:rds/clusterInstance:ClusterInstance" + IN,
            "instance-2: aws:rds/clusterInstance:ClusterInstance" + IN,
            "log-postgresql: aws:cloudwatch/logGroup:LogGroup" + IN,
            "parameters-aurora-postgresql17: aws:rds/clusterParameterGroup:ClusterParameterGroup"
                + IN,
            "subnets: aws:rds/subnetGroup:SubnetGroup" + IN),
        plain.childrenOf("db"));
  }

  @Test
  void is_protected_with_its_first_instance_and_made_after_the_log_that_it_writes() {
    assertEquals(
        Map.of(
            "parameters-aurora-postgresql17",
            Map.of("deleteBeforeReplace", false, "aliases", List.of("db-parameters")),
            "cluster",
            Map.of(
                "protect",
                true,
                "ignoreChanges",
                IGNORED,
                "dependsOn",
                List.of("db-log-postgresql"),
                "additionalSecretOutputs",
                List.of("masterPassword")),
            "instance-1",
            Map.of("protect", true),
            "instance-2",
            Map.of("dependsOn", List.of("db-instance-1"))),
        plain.optionsOf("db"));
  }

  @Test
  void is_not_protected_where_deletion_protection_is_off() {
    assertEquals(
        Map.of(
            "parameters-aurora-postgresql16",
            Map.of("deleteBeforeReplace", false, "aliases", List.of("db-parameters")),
            "cluster",
            Map.of(
                "ignoreChanges", IGNORED,
                "dependsOn", List.of("db-log-postgresql"),
                "additionalSecretOutputs", List.of("masterPassword"))),
        full.optionsOf("db"));
  }

  @Test
  void is_encrypted_and_protected_and_leaves_its_password_to_rds() {
    assertEquals(
        Map.ofEntries(
            Map.entry("clusterIdentifier", "db"),
            Map.entry("engine", "aurora-postgresql"),
            Map.entry("engineVersion", "17"),
            Map.entry("storageEncrypted", true),
            Map.entry("databaseName", "campaign_system"),
            Map.entry("port", 5432.0),
            Map.entry("masterUsername", "iadmin"),
            Map.entry("manageMasterUserPassword", true),
            Map.entry("dbSubnetGroupName", "db"),
            Map.entry("vpcSecurityGroupIds", List.of("db-group-id")),
            Map.entry("dbClusterParameterGroupName", "db-aurora-postgresql17"),
            Map.entry("backupRetentionPeriod", 7.0),
            Map.entry("copyTagsToSnapshot", true),
            Map.entry("applyImmediately", false),
            Map.entry("deletionProtection", true),
            Map.entry("skipFinalSnapshot", false),
            Map.entry("finalSnapshotIdentifier", "db-final"),
            Map.entry("enabledCloudwatchLogsExports", List.of("postgresql"))),
        plain.resource("db-cluster").inputs());
  }

  @Test
  void its_instances_do_not_get_a_version_that_waits_for_its_window() {
    assertEquals("17.4", versionOfInstance(false));
    assertEquals("17.5", versionOfInstance(true));
  }

  private static String versionOfInstance(boolean applyImmediately) {
    var running =
        new RunningDatabase(
            DatabaseKind.CLUSTER,
            Optional.empty(),
            "17.4",
            Optional.empty(),
            OptionalInt.empty(),
            false,
            "campaign_system",
            "iadmin",
            Optional.of(""),
            Optional.empty(),
            Optional.empty(),
            "sun:04:00-sun:05:00",
            List.of(),
            Optional.empty());
    var stack =
        RecordedStack.of(
            context ->
                new DatabaseCluster(
                    "db",
                    DatabaseSettings.builder()
                        .topology(new Topology.AuroraCluster(0))
                        .version(new PostgresVersion("17.5"))
                        .applyImmediately(applyImmediately)
                        .build(),
                    Optional.of(running),
                    SampleTier.network(),
                    SampleTier.keys(),
                    SampleTier.LOGS,
                    ComponentResourceOptions.Empty));
    return String.valueOf(stack.resource("db-instance-1").inputs().get("engineVersion"));
  }

  @Test
  void its_instances_are_private_and_numbered() {
    assertEquals(
        Map.ofEntries(
            Map.entry("identifier", "db-2"),
            Map.entry("clusterIdentifier", "db"),
            Map.entry("engine", "aurora-postgresql"),
            Map.entry("engineVersion", "17"),
            Map.entry("autoMinorVersionUpgrade", true),
            Map.entry("instanceClass", "db.t4g.medium"),
            Map.entry("dbSubnetGroupName", "db"),
            Map.entry("publiclyAccessible", false),
            Map.entry("copyTagsToSnapshot", true),
            Map.entry("performanceInsightsEnabled", false),
            Map.entry("applyImmediately", false)),
        plain.resource("db-instance-2").inputs());
  }

  @Test
  void forces_tls_and_sets_connections_only_where_asked_for() {
    assertEquals(
        List.of(Map.of("name", "rds.force_ssl", "value", "1", "applyMethod", "pending-reboot")),
        plain.resource("db-parameters-aurora-postgresql17").inputs().get("parameters"));
    assertEquals(
        Map.of(
            "name",
            "db-aurora-postgresql16",
            "family",
            "aurora-postgresql16",
            "description",
            "TLS forced for db",
            "parameters",
            List.of(
                Map.of("name", "rds.force_ssl", "value", "1", "applyMethod", "immediate"),
                Map.of(
                    "name", "max_connections", "value", "800", "applyMethod", "pending-reboot"))),
        full.resource("db-parameters-aurora-postgresql16").inputs());
  }

  @Test
  void has_performance_insights_on_each_instance_where_they_are_asked_for() {
    assertEquals(true, full.resource("db-instance-1").inputs().get("performanceInsightsEnabled"));
  }

  @Test
  void is_maintained_with_its_instances_when_it_is_asked_to_be() {
    assertEquals(
        List.of("sat:04:00-sat:05:00", "sat:04:00-sat:05:00"),
        Stream.of("db-cluster", "db-instance-1")
            .map(name -> full.resource(name).inputs().get("preferredMaintenanceWindow"))
            .toList());
  }

  @Test
  void takes_the_keys_that_it_is_given() {
    var cluster = full.resource("db-cluster").inputs();
    assertEquals(KEY, cluster.get("kmsKeyId"));
    assertEquals(KEY, cluster.get("masterUserSecretKmsKeyId"));
    assertEquals("last-of-all", cluster.get("finalSnapshotIdentifier"));
    assertEquals(
        Map.of("name", "/aws/rds/cluster/db/postgresql", "retentionInDays", 30.0, "kmsKeyId", KEY),
        full.resource("db-log-postgresql").inputs());
  }

  @Test
  void without_readers_and_with_a_minor_version_has_one_instance_that_rds_does_not_upgrade() {
    assertEquals(
        List.of("instance-1: aws:rds/clusterInstance:ClusterInstance" + IN),
        full.childrenOf("db").stream().filter(it -> it.startsWith("instance-")).toList());
    assertEquals(false, full.resource("db-instance-1").inputs().get("autoMinorVersionUpgrade"));
  }

  @Test
  void hands_out_what_the_proxy_and_admins_need() {
    assertEquals(
        Map.of(
            "identifier",
            "db",
            "secret",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf",
            "adminEndpoint",
            "campaign.cluster-abc123def456.us-east-1.rds.amazonaws.com:5432"),
        plain.outputs());
  }

  @Test
  void refuses_to_be_a_single_instance() {
    RecordedStack.of(
        context -> {
          var single = DatabaseSettings.builder().build();
          var network = SampleTier.network();
          var keys = SampleTier.keys();
          assertEquals(
              "\"SingleInstance[storageGib=20, maxStorageGib=OptionalInt.empty, multiAz=true]\" must be an Aurora cluster",
              assertThrows(
                      InvalidValue.class,
                      () -> new DatabaseCluster("db", single, network, keys, SampleTier.LOGS))
                  .getMessage());
        });
  }
}
