package io.datatier.database;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.clients.ClientLogin;
import io.datatier.encryption.KeyArn;
import io.datatier.network.SecurityGroupId;
import io.datatier.proxy.ProxySettings;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DatabaseConfigurationTest {

  private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf";

  @Test
  void reads_a_cluster_with_a_read_only_endpoint_and_a_function_that_uses_it() {
    var settings =
        LEAST
            .with("database", "{engine: aurora-postgresql}")
            .with("proxy", "{readOnlyEndpoint: true}")
            .with("functions", "[{name: reporter, artifact: samples/function, readOnly: true}]")
            .settings();
    assertEquals(
        DatabaseSettings.builder().topology(new Topology.AuroraCluster(1)).build(),
        settings.database());
    assertEquals(ProxySettings.builder().readOnlyEndpoint(true).build(), settings.proxy());
    assertEquals(new ClientLogin(Optional.empty(), true), settings.functions().get(0).login());
  }

  @Test
  void reads_a_database_that_exists() {
    var settings =
        LEAST
            .with(
                "database",
                """
                {existing: {kind: cluster, identifier: orders, hasReaders: true,
                  securityGroup: sg-0a1b2c3d, databaseName: orders, masterUsername: owner,
                  masterSecret: '%s', masterSecretKey: '%s', port: 6432}}
                """
                    .formatted(SECRET, KEY))
            .with("proxy", "{readOnlyEndpoint: true}")
            .settings();
    assertEquals(
        new ExistingDatabaseSettings(
            DatabaseKind.CLUSTER,
            new RdsName("orders"),
            true,
            new SecurityGroupId("sg-0a1b2c3d"),
            new DatabaseName("orders"),
            new MasterUsername("owner"),
            new SecretArn(SECRET),
            Optional.of(new KeyArn(KEY)),
            6432),
        settings.database());
    assertEquals(ProxySettings.builder().readOnlyEndpoint(true).build(), settings.proxy());
  }

  @Test
  void refuses_every_value_that_an_instance_cannot_have() {
    assertEquals(
        List.of(
            "datatier:database.storageGib is 10, but must be 20 to 65536 GiB of gp3 storage",
            "datatier:database.multiAz is \"yes\", but must be true or false",
            "datatier:database.instanceClass is \"t4g.small\", but must be a DB instance class such"
                + " as db.t4g.small",
            "datatier:database.version is \"9.6\", but must be a PostgreSQL version that RDS Proxy"
                + " serves, from 11 to 18: 17 or 17.4",
            "datatier:database.databaseName is \"campaign-system\", but must be 1 to 63 letters,"
                + " digits and underscores, start with a letter or an underscore and not be a"
                + " reserved word of PostgreSQL",
            "datatier:database.masterUsername is \"admin\", but must be 1 to 63 letters, digits and"
                + " underscores, start with a letter and not be a name that RDS or PostgreSQL"
                + " reserves",
            "datatier:database.backupRetentionDays is 0, but must be 1 to 35 days of backups"),
        LEAST
            .with(
                "database",
                """
                {instanceClass: t4g.small, version: '9.6', storageGib: 10,
                 databaseName: campaign-system, masterUsername: admin, multiAz: 'yes',
                 backupRetentionDays: 0}
                """)
            .complaints());
  }

  @Test
  void refuses_every_value_that_a_cluster_cannot_have() {
    assertEquals(
        List.of(
            "datatier:database.storageGib is for the engine postgres; an Aurora cluster has none",
            "datatier:database.multiAz is for the engine postgres; an Aurora cluster has none",
            "datatier:database.readers is 16, but must be 0 to 15 readers",
            "datatier:database.instanceClass is \"db.t4g.small\", but must be a class that Aurora"
                + " PostgreSQL supports, of which db.t4g.medium is the smallest",
            "datatier:database.maxConnections is 5, but must be 6 to 262143 connections, the range"
                + " of max_connections",
            "datatier:database.finalSnapshotName is \"last\", but must be left out if finalSnapshot"
                + " is false: no snapshot is taken"),
        LEAST
            .with(
                "database",
                """
                {engine: aurora-postgresql, instanceClass: db.t4g.small, storageGib: 20,
                 multiAz: true, readers: 16, maxConnections: 5, finalSnapshot: false,
                 finalSnapshotName: last}
                """)
            .complaints());
  }

  @Test
  void refuses_an_engine_without_judging_what_belongs_to_one() {
    assertEquals(
        List.of("datatier:database.engine is \"mysql\", but must be postgres or aurora-postgresql"),
        LEAST.with("database", "{engine: mysql, readers: 2, storageGib: 20}").complaints());
  }

  @Test
  void refuses_a_list_in_place_of_an_existing_database() {
    assertEquals(
        List.of("datatier:database.existing is [], but must be an object"),
        LEAST.with("database", "{existing: []}").complaints());
  }

  @Test
  void refuses_what_an_existing_instance_cannot_have() {
    assertEquals(
        List.of(
            "datatier:database.multiAz is for a new database, but existing names an existing one;"
                + " remove one or the other",
            "datatier:database.existing.identifier is \"Orders\", but must be 1 to 63 lower-case"
                + " letters, digits and single hyphens, start with a letter and not end with a"
                + " hyphen",
            "datatier:database.existing.hasReaders is true, but must be false for an instance; only"
                + " clusters have readers",
            "datatier:database.existing.masterSecret is \"orders\", but must be the full ARN of a"
                + " secret: arn:aws:secretsmanager:<region>:<account>:secret:<name>-<six"
                + " characters>"),
        LEAST
            .with(
                "database",
                """
                {multiAz: true,
                 existing: {kind: instance, identifier: Orders, hasReaders: true,
                            securityGroup: sg-0a1b2c3d, databaseName: orders,
                            masterUsername: owner, masterSecret: orders}}
                """)
            .complaints());
  }

  @Test
  void asks_whether_a_key_in_another_case_was_meant() {
    assertEquals(
        List.of(
            "datatier:database.instanceclass is not a known key; did you mean"
                + " datatier:database.instanceClass?"),
        LEAST.with("database", "{instanceclass: db.t4g.small}").complaints());
  }

  // YAML drops the zero at the end of a number, so 16.10 would silently be another version.
  @Test
  void takes_no_number_for_a_version_with_a_minor_one() {
    assertEquals(
        List.of("datatier:database.version is 16.1, but must be quoted: YAML reads 16.10 as 16.1"),
        LEAST.with("database", "{version: 16.10}").complaints());
    assertEquals(List.of(), LEAST.with("database", "{version: '16.10'}").complaints());
    assertEquals(List.of(), LEAST.with("database", "{version: 16}").complaints());
  }

  @Test
  void refuses_a_backup_window_within_the_maintenance_window() {
    for (var overlapping : List.of("04:30-05:30", "03:45-04:15", "04:00-05:00")) {
      assertEquals(
          List.of(
              "datatier:database.backupWindow is \""
                  + overlapping
                  + "\", but must not overlap maintenanceWindow, sun:04:00-sun:05:00"),
          LEAST
              .with(
                  "database",
                  "{maintenanceWindow: 'sun:04:00-sun:05:00', backupWindow: '" + overlapping + "'}")
              .complaints());
    }
    assertEquals(
        List.of(),
        LEAST
            .with(
                "database",
                "{maintenanceWindow: 'sun:23:30-mon:00:30', backupWindow: '00:30-01:00'}")
            .complaints());
  }

  @Test
  void restores_a_snapshot_or_another_database_and_not_both() {
    assertEquals(
        List.of(
            "datatier:database.restore.snapshot is \"-last\", but must be the name or the ARN of a"
                + " snapshot"),
        LEAST.with("database", "{restore: {snapshot: -last}}").complaints());
    assertEquals(
        List.of(
            "datatier:database.restore.at is \"yesterday\", but must be latest or a time in UTC"
                + " such as 2026-11-28T22:45:00Z"),
        LEAST.with("database", "{restore: {database: old, at: yesterday}}").complaints());
    assertEquals(
        List.of("datatier:database.restore.snapshot is missing: give snapshot or database"),
        LEAST.with("database", "{restore: {}}").complaints());
    assertEquals(
        1, LEAST.with("database", "{restore: {database: old, snapshot: last}}").faults().size());
    assertEquals(
        List.of(),
        LEAST
            .with("database", "{restore: {database: old, at: '2026-11-28T22:45:00Z'}}")
            .complaints());
  }

  @Test
  void restores_no_database_in_its_own_place() {
    var refusal =
        List.of(
            "datatier:database is invalid: \"campaign-postgres-dev\" must be restored in another"
                + " stack, next to the database that it is restored from; docs/operations.md,"
                + " \"Restore\"");
    assertEquals(refusal, restored("{database: campaign-postgres-dev, at: latest}"));
    // RDS deletes automated snapshots with the database.
    assertEquals(refusal, restored("{snapshot: 'rds:campaign-postgres-dev-2026-11-28-04-05'}"));
    assertEquals(List.of(), restored("{snapshot: campaign-postgres-dev-final}"));
    assertEquals(List.of(), restored("{snapshot: 'rds:campaign-postgres-dev2-2026-11-28-04-05'}"));
    assertEquals(
        List.of(), restored("{snapshot: 'rds:campaign-postgres-dev-2024-2026-11-28-04-05'}"));
  }

  private static List<String> restored(String source) {
    return LEAST.with("database", "{restore: " + source + "}").complaints();
  }

  @Test
  void restores_no_instance_with_keys_made_for_it() {
    assertEquals(
        List.of(
            "datatier:keys is invalid: \"create\" must not be set together with database.restore:"
                + " the restored instance keeps its source's key. Set keys.storage to that key"),
        LEAST
            .with("keys", "{create: true}")
            .with("database", "{restore: {snapshot: last}}")
            .complaints());
  }
}
