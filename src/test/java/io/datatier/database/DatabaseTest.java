package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.LogGroups;
import io.datatier.config.InvalidValue;
import io.datatier.testing.RecordedResource;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import io.datatier.values.LogRetention;
import io.datatier.values.RdsName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseTest {

  private static final Optional<StorageSpeed> SLOW = Optional.of(new StorageSpeed(3_000, 125));

  /** What is ignored of the database that holds the data, so long as it keeps its version. */
  private static final List<String> IGNORED =
      List.of("snapshotIdentifier", "restoreToPointInTime", "allowMajorVersionUpgrade");

  private static RecordedStack tier;

  @BeforeAll
  static void register() {
    tier =
        RecordedStack.of(
            context -> {
              var database = SampleTier.database();
              context.export("identifier", database.identifier());
              context.export("secret", database.masterSecret().arn());
              context.export("admin", database.adminAccess().endpoint());
              context.export("adminGroup", database.adminAccess().securityGroupId());
            });
  }

  @Test
  void consists_of_these_children() {
    assertEquals(
        List.of(
            "admin-egress: aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule in"
                + " datatier:database:Database",
            "admin-group: aws:ec2/securityGroup:SecurityGroup in datatier:database:Database",
            "admin-ingress: aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule in"
                + " datatier:database:Database",
            "group: aws:ec2/securityGroup:SecurityGroup in datatier:database:Database",
            "instance: aws:rds/instance:Instance in datatier:database:Database",
            "log-postgresql: aws:cloudwatch/logGroup:LogGroup in datatier:database:Database",
            "log-upgrade: aws:cloudwatch/logGroup:LogGroup in datatier:database:Database",
            "parameters-postgres17: aws:rds/parameterGroup:ParameterGroup in datatier:database:Database",
            "subnets: aws:rds/subnetGroup:SubnetGroup in datatier:database:Database"),
        tier.childrenOf("db"));
  }

  @Test
  void is_protected_and_made_after_the_logs_that_it_writes() {
    assertEquals(
        Map.of(
            "parameters-postgres17",
            Map.of("deleteBeforeReplace", false, "aliases", List.of("db-parameters")),
            "instance",
            Map.of(
                "protect",
                true,
                "ignoreChanges",
                IGNORED,
                "dependsOn",
                List.of("db-log-postgresql", "db-log-upgrade"),
                "additionalSecretOutputs",
                List.of("password"))),
        tier.optionsOf("db"));
  }

  @Test
  void is_by_default_a_production_database() {
    var expected = new HashMap<String, Object>();
    expected.put("identifier", "db");
    expected.put("instanceClass", "db.t4g.small");
    expected.put("engine", "postgres");
    expected.put("engineVersion", "17");
    expected.put("autoMinorVersionUpgrade", true);
    expected.put("storageType", "gp3");
    expected.put("allocatedStorage", 20.0);
    expected.put("storageEncrypted", true);
    expected.put("dbName", "campaign_system");
    expected.put("port", 5432.0);
    expected.put("username", "iadmin");
    expected.put("manageMasterUserPassword", true);
    expected.put("dbSubnetGroupName", "db");
    expected.put("vpcSecurityGroupIds", List.of("db-group-id"));
    expected.put("publiclyAccessible", false);
    expected.put("parameterGroupName", "db-postgres17");
    expected.put("multiAz", true);
    expected.put("backupRetentionPeriod", 7.0);
    expected.put("copyTagsToSnapshot", true);
    expected.put("applyImmediately", false);
    expected.put("deletionProtection", true);
    expected.put("skipFinalSnapshot", false);
    expected.put("finalSnapshotIdentifier", "db-final");
    expected.put("performanceInsightsEnabled", false);
    expected.put("enabledCloudwatchLogsExports", List.of("postgresql", "upgrade"));
    assertEquals(expected, tier.resource("db-instance").inputs());
  }

  @Test
  void forces_tls_in_the_parameter_group() {
    assertEquals(
        Map.of(
            "name", "db-postgres17",
            "family", "postgres17",
            "description", "TLS forced for db",
            "parameters",
                List.of(Map.of("name", "rds.force_ssl", "value", "1", "applyMethod", "immediate"))),
        tier.resource("db-parameters-postgres17").inputs());
  }

  @Test
  void admits_the_admin_group_by_reference_and_nobody_else() {
    assertEquals(
        Map.of(
            "securityGroupId", "db-group-id",
            "referencedSecurityGroupId", "db-admin-group-id",
            "ipProtocol", "tcp",
            "fromPort", 5432.0,
            "toPort", 5432.0,
            "description", "Admin group to database"),
        tier.resource("db-admin-ingress").inputs());
    assertEquals(
        List.of(
            "db-admin-ingress: aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule in"
                + " datatier:database:Database"),
        tier.inventory().stream().filter(line -> line.contains("IngressRule")).toList());
  }

  @Test
  void says_what_the_admin_group_is_for() {
    assertEquals(
        Map.of("Name", "db-admin", "database-access", "admin"),
        tier.resource("db-admin-group").inputs().get("tags"));
  }

  @Test
  void makes_the_log_groups_with_a_retention_before_rds_does() {
    assertEquals(
        Map.of("name", "/aws/rds/instance/db/postgresql", "retentionInDays", 30.0),
        tier.resource("db-log-postgresql").inputs());
  }

  @Test
  void hands_out_its_secret_and_its_address_only_as_admin_access() {
    assertEquals("db", tier.output("identifier"));
    assertEquals(
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf",
        tier.output("secret"));
    assertEquals("campaign.abc123def456.us-east-1.rds.amazonaws.com:5432", tier.output("admin"));
    assertEquals("db-admin-group-id", tier.output("adminGroup"));
  }

  @Test
  void has_performance_insights_where_they_are_asked_for() {
    var stack =
        RecordedStack.of(
            context ->
                SampleTier.database(DatabaseSettings.builder().performanceInsights(true).build()));
    var changed = new HashMap<>(stack.resource("db-instance").inputs());
    changed.entrySet().removeAll(tier.resource("db-instance").inputs().entrySet());
    assertEquals(Map.of("performanceInsightsEnabled", true), changed);
  }

  @Test
  void is_maintained_when_it_is_asked_to_be() {
    var stack =
        RecordedStack.of(
            context ->
                SampleTier.database(
                    DatabaseSettings.builder()
                        .maintenanceWindow(new MaintenanceWindow("sun:23:45-mon:00:15"))
                        .build()));
    var changed = new HashMap<>(stack.resource("db-instance").inputs());
    changed.entrySet().removeAll(tier.resource("db-instance").inputs().entrySet());
    assertEquals(Map.of("maintenanceWindow", "sun:23:45-mon:00:15"), changed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun:04:00",
        "Sun:04:00-Sun:05:00",
        "sun:4:00-sun:5:00",
        "sun:24:00-mon:01:00",
        "sun:04:00-sun:04:29",
        "sun:04:00-sun:04:00",
        "sun:04:00-mon:04:00",
        "day:04:00-day:05:00"
      })
  void refuses_what_is_no_time_of_the_week_to_maintain_it_in(String window) {
    assertEquals(
        "be a time of the week in UTC of 30 minutes to less than a day, such as"
            + " sun:04:00-sun:05:00",
        assertThrows(InvalidValue.class, () -> new MaintenanceWindow(window)).allowed());
  }

  @Test
  void keeps_nothing_where_nothing_shall_be_kept() {
    var stack =
        RecordedStack.of(
            context ->
                new Database(
                    "db",
                    DatabaseSettings.builder()
                        .instanceClass(new InstanceClass("db.t4g.micro"))
                        .version(new PostgresVersion("16.8"))
                        .topology(new Topology.SingleInstance(100, OptionalInt.of(200), false))
                        .databaseName(new DatabaseName("orders"))
                        .masterUsername(new MasterUsername("owner"))
                        .backupRetentionDays(1)
                        .deletionProtection(false)
                        .finalSnapshot(false)
                        .applyImmediately(true)
                        .backupWindow(new BackupWindow("23:45-00:15"))
                        .build(),
                    SampleTier.network(),
                    SampleTier.keys(),
                    new LogGroups(new LogRetention(7), Optional.empty())));
    assertEquals(
        Map.of(
            "parameters-postgres16",
            Map.of("deleteBeforeReplace", false, "aliases", List.of("db-parameters")),
            "instance",
            Map.of(
                "ignoreChanges", IGNORED,
                "dependsOn", List.of("db-log-postgresql", "db-log-upgrade"),
                "additionalSecretOutputs", List.of("password"))),
        stack.optionsOf("db"));
    var inputs = stack.resource("db-instance").inputs();
    var changed = new HashMap<>(inputs);
    changed.entrySet().removeAll(tier.resource("db-instance").inputs().entrySet());
    assertEquals(
        Map.ofEntries(
            Map.entry("instanceClass", "db.t4g.micro"),
            Map.entry("engineVersion", "16.8"),
            Map.entry("autoMinorVersionUpgrade", false),
            Map.entry("allocatedStorage", 100.0),
            Map.entry("maxAllocatedStorage", 200.0),
            Map.entry("applyImmediately", true),
            Map.entry("backupWindow", "23:45-00:15"),
            Map.entry("dbName", "orders"),
            Map.entry("username", "owner"),
            Map.entry("multiAz", false),
            Map.entry("backupRetentionPeriod", 1.0),
            Map.entry("parameterGroupName", "db-postgres16"),
            Map.entry("deletionProtection", false),
            Map.entry("skipFinalSnapshot", true)),
        changed);
    assertEquals(false, inputs.containsKey("finalSnapshotIdentifier"));
  }

  private static RecordedResource onceRunning(String version, String instanceClass) {
    return onceRunning(version, instanceClass, 20, SLOW, DatabaseSettings.builder());
  }

  @Test
  void asks_for_the_speed_of_striped_storage_and_for_no_less_than_gp3_has() {
    assertEquals(Map.of(), speedOf(300, SLOW, 399));
    assertEquals(striped(12_000), speedOf(300, SLOW, 400));
    assertEquals(striped(16_000), speedOf(400, Optional.of(new StorageSpeed(16_000, 500)), 500));
    assertEquals(striped(12_000), speedOf(400, Optional.empty(), 500));
  }

  @Test
  void asks_for_it_of_a_new_database_too_which_may_be_restored_from_a_smaller_one() {
    var restore = new Restore.FromSnapshot(new Restore.SnapshotName("last"));
    var stack =
        RecordedStack.of(context -> SampleTier.database(stored(420).restore(restore).build()));
    assertEquals(striped(12_000), speedIn(stack.resource("db-instance")));
  }

  @Test
  void asks_for_no_speed_of_a_database_that_begins_with_the_size_of_another() {
    var point = new Restore.PointInTime(new RdsName("old"), new Restore.Time("latest"));
    var stack =
        RecordedStack.of(context -> SampleTier.database(stored(420).restore(point).build()));
    assertEquals(Map.of(), speedIn(stack.resource("db-instance")));
    var grown = onceRunning("17.6", "db.t4g.small", 300, SLOW, stored(420).restore(point));
    assertEquals(striped(12_000), speedIn(grown));
  }

  @Test
  void leaves_storage_to_rds_that_has_grown_it_beyond_what_is_asked_for() {
    var storage = List.of("allocatedStorage", "iops", "storageThroughput");
    var fast = Optional.of(new StorageSpeed(12_000, 500));
    assertEquals(storage, ignoredOfStorage(450, fast, 380, OptionalInt.of(1_000)));
    assertEquals(storage, ignoredOfStorage(450, fast, 450, OptionalInt.of(1_000)));
    assertEquals(List.of(), ignoredOfStorage(450, fast, 500, OptionalInt.of(1_000)));
    assertEquals(List.of(), ignoredOfStorage(450, fast, 450, OptionalInt.empty()));
    // The type changes, and takes the speed with it.
    assertEquals(List.of(), ignoredOfStorage(450, Optional.empty(), 420, OptionalInt.of(1_000)));
  }

  private static Object ignoredOfStorage(
      int has, Optional<StorageSpeed> speed, int wanted, OptionalInt most) {
    var options = onceRunning("17.6", "db.t4g.small", has, speed, stored(wanted, most)).options();
    var ignored = new ArrayList<Object>((List<?>) options.get("ignoreChanges"));
    ignored.retainAll(List.of("allocatedStorage", "iops", "storageThroughput"));
    return ignored;
  }

  private static Map<String, Object> striped(double iops) {
    return Map.of("iops", iops, "storageThroughput", 500.0);
  }

  private static Map<String, Object> speedOf(
      int storageGib, Optional<StorageSpeed> speed, int wanted) {
    return speedIn(onceRunning("17.6", "db.t4g.small", storageGib, speed, stored(wanted)));
  }

  private static Map<String, Object> speedIn(RecordedResource instance) {
    var speed = new HashMap<>(instance.inputs());
    speed.keySet().retainAll(Set.of("iops", "storageThroughput"));
    return speed;
  }

  private static DatabaseSettingsBuilder stored(int storageGib) {
    return stored(storageGib, OptionalInt.empty());
  }

  private static DatabaseSettingsBuilder stored(int storageGib, OptionalInt most) {
    return DatabaseSettings.builder().topology(new Topology.SingleInstance(storageGib, most, true));
  }

  private static RecordedResource onceRunning(
      String version,
      String instanceClass,
      int storageGib,
      Optional<StorageSpeed> speed,
      DatabaseSettingsBuilder wanted) {
    var running =
        new RunningDatabase(
            DatabaseKind.INSTANCE,
            Optional.empty(),
            version,
            Optional.of(instanceClass),
            OptionalInt.of(storageGib),
            true,
            "campaign_system",
            "iadmin",
            Optional.of(""),
            Optional.empty(),
            Optional.of("us-east-1a"),
            "sun:04:00-sun:05:00",
            List.of(),
            speed);
    return RecordedStack.of(
            context ->
                new Database(
                    "db",
                    wanted.build(),
                    Optional.of(running),
                    SampleTier.network(),
                    SampleTier.keys(),
                    SampleTier.LOGS,
                    ComponentResourceOptions.Empty))
        .resource("db-instance");
  }

  @Test
  void moves_to_another_major_version_at_once_and_says_so_in_that_run_only() {
    var upgrade = onceRunning("16.10", "db.t4g.small");
    assertEquals(true, upgrade.inputs().get("allowMajorVersionUpgrade"));
    assertEquals(true, upgrade.inputs().get("applyImmediately"));
    assertEquals(
        List.of("snapshotIdentifier", "restoreToPointInTime"),
        upgrade.options().get("ignoreChanges"));

    var after = onceRunning("17.6", "db.t4g.small");
    assertEquals(null, after.inputs().get("allowMajorVersionUpgrade"));
    assertEquals(false, after.inputs().get("applyImmediately"));
    assertEquals(
        List.of(
            "snapshotIdentifier",
            "restoreToPointInTime",
            "allowMajorVersionUpgrade",
            "applyImmediately"),
        after.options().get("ignoreChanges"));
  }

  @Test
  void says_when_to_apply_while_there_is_something_to_apply() {
    assertEquals(IGNORED, onceRunning("17.6", "db.t4g.micro").options().get("ignoreChanges"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"02:00", "02:00-02:29", "24:00-24:30", "2:00-3:00", "02:00-02:00"})
  void refuses_what_is_no_time_of_the_day_to_back_it_up_in(String window) {
    assertEquals(
        "be a time of the day in UTC of 30 minutes or more, such as 02:00-02:30",
        assertThrows(InvalidValue.class, () -> new BackupWindow(window)).allowed());
  }

  private static Map<String, Object> restored(Restore restore) {
    return RecordedStack.of(
            context -> SampleTier.database(DatabaseSettings.builder().restore(restore).build()))
        .resource("db-instance")
        .inputs();
  }

  @Test
  void begins_with_the_data_that_it_is_to_begin_with() {
    assertEquals(
        "last",
        restored(new Restore.FromSnapshot(new Restore.SnapshotName("last")))
            .get("snapshotIdentifier"));
    assertEquals(
        Map.of("sourceDbInstanceIdentifier", "old", "useLatestRestorableTime", true),
        restored(new Restore.PointInTime(new RdsName("old"), new Restore.Time("latest")))
            .get("restoreToPointInTime"));
    assertEquals(
        Map.of(
            "sourceDbInstanceIdentifier", "old",
            "restoreTime", "2026-11-28T22:45:00Z"),
        restored(
                new Restore.PointInTime(
                    new RdsName("old"), new Restore.Time("2026-11-28T22:45:00Z")))
            .get("restoreToPointInTime"));
  }
}
