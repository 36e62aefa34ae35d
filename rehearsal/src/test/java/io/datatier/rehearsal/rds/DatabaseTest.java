package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.ec2.Subnet;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.provider.TestValues;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {

  private final DataTier tier;

  DatabaseTest(@TempDir Path folder) {
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
  void gives_a_database_what_rds_gives_it() {
    var database = tier.database(subnetGroup()).create();
    assertTrue(database.id().matches("db-[A-Z0-9]{26}"), database.id());
    assertEquals(database.id(), database.text("resourceId"));
    assertTrue(
        database
            .text("address")
            .matches("campaign-postgres\\.[a-z0-9]{12}\\.us-east-1\\.rds\\.amazonaws\\.com"));
    assertEquals(database.text("address") + ":5432", database.text("endpoint"));
    assertEquals("arn:aws:rds:us-east-1:123456789012:db:campaign-postgres", database.text("arn"));
    assertEquals("17.6", database.text("engineVersionActual"));
    assertEquals("17", database.text("engineVersion"));
    assertTrue(
        DataTier.secretOf(database)
            .matches(
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[A-Za-z]{6}"));
    database.expectSteady();
  }

  @Test
  void tells_at_preview_what_is_known_and_no_more() {
    var preview = tier.databaseAlone().preview();
    assertEquals("campaign-postgres", preview.get("identifier"));
    assertEquals(TestValues.UNKNOWN, preview.get("address"));
    assertEquals(TestValues.UNKNOWN, preview.get("masterUserSecrets"));
    assertEquals(false, preview.get("publiclyAccessible"));
  }

  @Test
  void reports_every_fault_at_once() {
    tier.databaseAlone()
        .with("identifier", "Campaign--Postgres")
        .with("instanceClass", "db.t4g.mikro")
        .with("engineVersion", "10.4")
        .with("allocatedStorage", 10)
        .with("iops", 3000)
        .with("backupRetentionPeriod", 40)
        .with("username", "admin")
        .with("password", "secret-1")
        .with("monitoringInterval", 7)
        .with("dbname", "x")
        .with("port", "5432")
        .expectFailures(
            ": password cannot be set together with manageMasterUserPassword",
            "allocatedStorage: must be at least 20 GiB with gp3",
            "backupRetentionPeriod: must be 0 to 35 days, but is 40",
            "dbname: is not a property of aws:rds/instance:Instance (did you mean dbName?)",
            "engineVersion: must be a version of RDS for PostgreSQL, 11 to 18, such as 17 or 17.6, but is \"10.4\"",
            "identifier: must begin with a lower-case letter, have only lower-case letters, digits"
                + " and single hyphens, and not end with a hyphen, but is \"Campaign--Postgres\"",
            "instanceClass: is not an instance class of RDS for PostgreSQL: db.t4g.mikro (did you mean db.t4g.micro?)",
            "iops: cannot be set for gp3 below 400 GiB, where it is fixed",
            "monitoringInterval: must be one of 0, 1, 5, 10, 15, 30, 60, but is 7",
            "monitoringRoleArn: is required when monitoringInterval is not 0",
            "port: must be a whole number, but is text",
            "username: must begin with a letter, have at most 63 letters, digits and _, and not be"
                + " admin, but is \"admin\"");
  }

  @Test
  void needs_what_a_new_database_needs() {
    tier.databaseAlone()
        .without("username")
        .without("manageMasterUserPassword")
        .without("allocatedStorage")
        .without("instanceClass")
        .expectFailures(
            "allocatedStorage: is required for a new database",
            "instanceClass: is required but not set",
            "password: is required unless manageMasterUserPassword is true",
            "username: is required for a new database");
  }

  @Test
  void keeps_the_key_of_the_master_secret_while_rds_manages_the_password() {
    var own = tier.key().create();
    var database = tier.database(subnetGroup());
    var live = database.create();
    live.expectUpdateRefused(
        database.with("masterUserSecretKmsKeyId", own.text("arn")),
        "updating RDS DB Instance (campaign-postgres): InvalidParameterCombination: You can't change"
            + " the KMS key of a master user password that RDS already manages in AWS Secrets"
            + " Manager.");
    var without =
        live.update(
            database.without("manageMasterUserPassword").with("password", "not-a-real-one-1"));
    var again = without.update(database.with("masterUserSecretKmsKeyId", own.text("arn")));
    again.update(database.with("masterUserSecretKmsKeyId", own.id()));
  }

  @Test
  void refuses_names_that_lead_nowhere() {
    var database = tier.database(subnetGroup());
    database
        .with("dbSubnetGroupName", "elsewhere")
        .expectRefused(
            "creating RDS DB Instance (campaign-postgres): DBSubnetGroupNotFoundFault: DB subnet"
                + " group 'elsewhere' does not exist.");
    database
        .with("parameterGroupName", "elsewhere")
        .expectRefused(
            "creating RDS DB Instance (campaign-postgres): DBParameterGroupNotFound:"
                + " DBParameterGroup not found: elsewhere");
    var sixteen =
        tier.parameterGroup().with("family", "postgres16").with("name", "sixteen").create();
    database
        .with("parameterGroupName", sixteen.id())
        .expectRefused(
            "creating RDS DB Instance (campaign-postgres): InvalidParameterCombination: The"
                + " parameter group sixteen with DBParameterGroupFamily postgres16 can't be used"
                + " for this instance. Please use a parameter group with DBParameterGroupFamily"
                + " postgres17.");
    database.create();
    database.expectRefused(
        "creating RDS DB Instance (campaign-postgres): DBInstanceAlreadyExists: DB instance already"
            + " exists: campaign-postgres");
  }

  @Test
  void refuses_groups_of_another_vpc() {
    var database = tier.database(subnetGroup());
    var other = tier.vpc().with("cidrBlock", "10.9.0.0/16").create();
    var stranger = tier.group(other, "stranger").create();
    var here = tier.aws().account().all(Subnet.TYPE).findFirst().orElseThrow().text("vpcId");
    database
        .with("vpcSecurityGroupIds", List.of(stranger.id()))
        .expectRefused(
            "creating RDS DB Instance (campaign-postgres): InvalidParameterCombination: The"
                + " security group %s is in %s, but the subnets are in %s. They must be in the same VPC."
                    .formatted(stranger.id(), other.id(), here.orElseThrow()));
  }

  @Test
  void keeps_a_protected_database() {
    var draft = tier.database(subnetGroup());
    var live = draft.with("deletionProtection", true).create();
    live.expectDeleteRefused(
        "deleting RDS DB Instance (campaign-postgres): InvalidParameterCombination: Cannot delete"
            + " protected DB Instance, please disable deletion protection and try again.");
    live.update(draft.with("deletionProtection", false)).delete();
    assertEquals(List.of(), tier.aws().account().all(DbInstance.TYPE).toList());
  }

  @Test
  void takes_a_final_snapshot_of_a_name_that_is_free() {
    var draft = tier.database(subnetGroup()).with("skipFinalSnapshot", false);
    var nameless = draft.create();
    nameless.expectDeleteRefused(
        "deleting RDS DB Instance (campaign-postgres): InvalidParameterCombination:"
            + " finalSnapshotIdentifier is required when skipFinalSnapshot is false.");
    var named = draft.with("finalSnapshotIdentifier", "campaign-final");
    nameless.update(named).delete();
    assertEquals(
        List.of("campaign-final"),
        tier.aws().account().finalSnapshots().stream().map(Entity::id).toList());
    named
        .create()
        .expectDeleteRefused(
            "deleting RDS DB Instance (campaign-postgres): DBSnapshotAlreadyExists: Cannot create"
                + " the snapshot because a snapshot with the identifier campaign-final already"
                + " exists.");
  }

  @Test
  void keeps_the_master_secret_as_long_as_the_database() {
    var database = tier.database(subnetGroup()).create();
    assertEquals(
        List.of(DataTier.secretOf(database)),
        tier.aws().account().all(SecretsManagerSecret.TYPE).map(Entity::id).toList());
    database.delete();
    assertEquals(List.of(), tier.aws().account().all(SecretsManagerSecret.TYPE).toList());
  }

  @Test
  void changes_in_place_what_rds_can_change() {
    var draft = tier.database(subnetGroup());
    var live = draft.create();
    live.expectUpdate(draft.with("instanceClass", "db.t4g.small"), "instanceClass");
    live.expectUpdate(draft.with("identifier", "campaign-two"), "identifier");
    live.expectReplacement(draft.with("storageEncrypted", false), "storageEncrypted");
    live.expectReplacement(
        draft.with("dbName", "other").with("username", "other"), "dbName", "username");
    live.expectUpdateRefused(
        draft.with("engineVersion", "16"),
        "updating RDS DB Instance (campaign-postgres): InvalidParameterCombination: Cannot upgrade"
            + " postgres from 17.6 to 16.10: RDS does not support downgrades.");
    var grown = live.update(draft.with("allocatedStorage", 40).with("applyImmediately", true));
    grown.expectUpdateRefused(
        draft,
        "updating RDS DB Instance (campaign-postgres): InvalidParameterCombination: Requested"
            + " storage size (20) cannot be smaller than the existing storage size (40).");
    assertEquals(live.text("address"), grown.text("address"));
    grown.expectSteady();
  }

  @Test
  void grows_storage_to_stripes_with_iops_for_these_only() {
    var draft = tier.database(subnetGroup()).with("allocatedStorage", 300);
    var live = draft.create();
    var striped = draft.with("allocatedStorage", 400).with("applyImmediately", true);
    live.expectUpdateRefused(
        striped,
        "updating RDS DB Instance (campaign-postgres): InvalidParameterCombination: Invalid iops"
            + " value for engine name postgres and storage type gp3: 3000");
    var grown = live.update(striped.with("iops", 12_000).with("storageThroughput", 500));
    assertEquals(12_000.0, grown.outputs().get("iops"));
    grown.expectUpdate(striped);
  }

  @Test
  void grows_storage_by_a_tenth_at_least() {
    var draft = tier.database(subnetGroup()).with("allocatedStorage", 100);
    var live = draft.create();
    live.expectUpdateRefused(
        draft.with("allocatedStorage", 105),
        "updating RDS DB Instance (campaign-postgres): InvalidParameterCombination: Requested"
            + " storage size (105) must be at least 10% greater than the existing storage size"
            + " (100).");
    var grown = draft.with("allocatedStorage", 110).with("applyImmediately", true);
    assertEquals(110.0, live.update(grown).outputs().get("allocatedStorage"));
  }

  @Test
  void leaves_storage_as_large_as_rds_has_made_it() {
    var draft =
        tier.database(subnetGroup())
            .with("engineVersion", "17.6")
            .with("allocatedStorage", 100)
            .with("maxAllocatedStorage", 500)
            .with("applyImmediately", true);
    draft.create();
    var account = tier.aws().account();
    var grown = account.all(DbInstance.TYPE).findFirst().orElseThrow();
    tier.aws()
        .startOver(account.with(grown.with(grown.properties().with("allocatedStorage", 150))));
    var live = draft.imported("campaign-postgres");
    live.expectUpdate(draft.with("allocatedStorage", 120));
    live.expectUpdate(draft.with("allocatedStorage", 200), "allocatedStorage");
    live.expectUpdate(
        draft.without("maxAllocatedStorage"), "allocatedStorage", "maxAllocatedStorage");
    var tagged = live.update(draft.with("tags", Map.of("Owner", "me")));
    assertEquals(150.0, tagged.outputs().get("allocatedStorage"));
  }

  @Test
  void stops_growing_when_the_maximum_is_the_size() {
    var draft = tier.database(subnetGroup()).with("maxAllocatedStorage", 100);
    var still = draft.with("maxAllocatedStorage", 20).with("applyImmediately", true);
    var live = draft.create();
    live.expectUpdate(still, "applyImmediately", "maxAllocatedStorage");
    var stopped = live.update(still);
    assertFalse(stopped.outputs().containsKey("maxAllocatedStorage"));
    stopped.refresh().expectUpdate(still);
    still.expectFailures("maxAllocatedStorage: must be greater than allocatedStorage, which is 20");
  }

  @Test
  void upgrades_to_versions_that_are_no_older() {
    var draft = tier.database(subnetGroup()).with("engineVersion", "16.9");
    var live = draft.create();
    var now = draft.with("allowMajorVersionUpgrade", true).with("applyImmediately", true);
    live.expectUpdateRefused(
        now.with("engineVersion", "17.4"),
        "updating RDS DB Instance (campaign-postgres): InvalidParameterCombination: Cannot upgrade"
            + " postgres from 16.9 to 17.4: RDS offers only versions that are no older than 16.9.");
    live.expectUpdateRefused(
        draft.with("engineVersion", "17.5"),
        "updating RDS DB Instance (campaign-postgres): InvalidParameterCombination: The"
            + " AllowMajorVersionUpgrade flag must be present when upgrading to a new major"
            + " version.");
    var upgraded = live.update(now.with("engineVersion", "17.5"));
    assertEquals(
        List.of("17.5", "default.postgres17", "default:postgres-17"),
        List.of(
            upgraded.text("engineVersionActual"),
            upgraded.text("parameterGroupName"),
            upgraded.text("optionGroupName")));
    assertEquals(
        "18.1", upgraded.update(now.with("engineVersion", "18")).text("engineVersionActual"));
  }

  @Test
  void names_a_database_that_nobody_names() {
    var subnets = subnetGroup();
    var nameless = tier.database(subnets).without("identifier");
    assertEquals("postgres0123456", nameless.preview().get("identifier"));
    var named = nameless.create();
    assertEquals("postgres0123456", named.text("identifier"));
    named.expectUpdate(nameless.with("engineVersion", "17.6"), "engineVersion");
    // The bridge does not know that the identifier is a name, so it creates first in both cases.
    assertFalse(named.goesFirst(nameless.with("dbName", "other")));
    assertFalse(named.goesFirst(tier.database(subnets).with("dbName", "other")));
    nameless
        .named("Postgres")
        .expectFailures(
            "identifier: must begin with a lower-case letter, have only lower-case letters, digits"
                + " and single hyphens, and not end with a hyphen, but is \"Postgres0123456\"");
    var prefixed = nameless.with("identifierPrefix", "campaign-").create();
    assertTrue(prefixed.text("identifier").matches("campaign-[0-9a-f]{26}"));
    prefixed.expectSteady();
  }

  @Test
  void is_imported_by_its_identifier() {
    var live = tier.database(subnetGroup()).create();
    var imported = tier.databaseAlone().importing("campaign-postgres");
    assertEquals("iadmin", imported.get("username"));
    assertEquals(live.text("instanceClass"), imported.get("instanceClass"));
  }

  @Test
  void wants_subnets_in_two_zones() {
    var vpc = tier.vpc().create();
    var one = tier.subnet(vpc, "a", "10.0.0.0/24").create().id();
    var same = tier.subnet(vpc, "a", "10.0.1.0/24").named("second").create().id();
    tier.subnetGroup(List.of(one, same))
        .expectRefusedAtPreview(
            "creating RDS DB Subnet Group (database-0123456): DBSubnetGroupDoesNotCoverEnoughAZs:"
                + " The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement."
                + " Current AZ coverage: us-east-1a. Add subnets to cover at least 2 AZs.");
    tier.subnetGroup(List.of(one, one))
        .with("name", "Default Group")
        .expectFailures(
            "name: must have 1 to 255 lower-case letters, digits, spaces and _.-, and not be"
                + " default, but is \"Default Group\"",
            "subnetIds[1]: is a duplicate: " + one);
  }

  @Test
  void keeps_groups_that_a_database_uses() {
    var subnets = subnetGroup();
    var parameters = tier.parameterGroup().create();
    var database = tier.database(subnets).with("parameterGroupName", parameters.id()).create();
    subnets.expectDeleteRefused(
        "deleting RDS DB Subnet Group (%s): InvalidDBSubnetGroupStateFault: Cannot delete the subnet group '%s' because at least one database instance: campaign-postgres is still using it."
            .formatted(subnets.id(), subnets.id()));
    parameters.expectDeleteRefused(
        "deleting RDS DB Parameter Group (%s): InvalidDBParameterGroupState: One or more database instances are still members of this parameter group %s, so the group cannot be deleted: campaign-postgres"
            .formatted(parameters.id(), parameters.id()));
    database.delete();
    subnets.delete();
    parameters.delete();
  }

  @Test
  void leaves_the_parameters_of_extensions_alone() {
    tier.parameterGroup()
        .with(
            "parameters",
            List.of(
                Map.of("name", "auto_explain.log_min_duration", "value", "5000"),
                Map.of("name", "vacuum_cost_delay", "value", "2")))
        .expectFailures();
  }

  @Test
  void judges_parameters() {
    var draft = tier.parameterGroup();
    draft
        .with("family", "postgres9")
        .with("name", "-group")
        .expectFailures(
            "family: must be a parameter group family such as postgres17, but is \"postgres9\"",
            "name: must begin with a letter, have only lower-case letters, digits, periods and"
                + " single hyphens, and not end with a hyphen, but is \"-group\"");
    draft
        .with(
            "parameters",
            List.of(
                Map.of("name", "rds.force_sll", "value", "1"),
                Map.of("name", "rds.force_ssl", "value", "yes"),
                Map.of("name", "max_connections", "value", "many"),
                Map.of("name", "work_mem", "value", "4096", "applyMethod", "at-once")))
        .expectFailures(
            "parameters[0].name: is not a PostgreSQL parameter: rds.force_sll (did you mean rds.force_ssl?)",
            "parameters[1].value: must be 0 or 1 for rds.force_ssl, but is yes",
            "parameters[2].applyMethod: must be pending-reboot, because max_connections is a static"
                + " parameter",
            "parameters[2].value: must be a whole number for max_connections, but is many",
            "parameters[3].applyMethod: must be one of immediate, pending-reboot, but is at-once");
  }

  @Test
  void has_replicas_of_databases_that_are_backed_up() {
    var source = tier.database(subnetGroup());
    var database = source.create();
    assertEquals(0.0, database.outputs().get("backupRetentionPeriod"));
    var replica =
        tier.aws()
            .resource(DbInstance.TYPE, "replica")
            .with("identifier", "campaign-replica")
            .with("instanceClass", "db.t4g.micro")
            .with("replicateSourceDb", "campaign-postgres")
            .with("skipFinalSnapshot", true);
    replica.expectRefused(
        "creating RDS DB Instance (campaign-replica): InvalidDBInstanceState: Automated backups are"
            + " not enabled for this database instance. To enable automated backups, set"
            + " backupRetentionPeriod of campaign-postgres to a non-zero value.");
    database.update(source.with("backupRetentionPeriod", 7).with("applyImmediately", true));
    var live = replica.create();
    assertEquals(
        List.of("postgres", "17", "iadmin", "campaign_system"),
        List.of(
            live.text("engine"),
            live.text("engineVersion"),
            live.text("username"),
            live.text("dbName")));
    live.expectSteady();
    live.expectUpdateRefused(
        replica.with("replicateSourceDb", "other"),
        "updating RDS DB Instance (campaign-replica): InvalidParameterCombination: cannot elect new"
            + " source database for replication: other");
    var kept =
        replica.with("skipFinalSnapshot", false).with("finalSnapshotIdentifier", "replica-final");
    live.update(kept)
        .expectDeleteRefused(
            "deleting RDS DB Instance (campaign-replica): InvalidParameterCombination:"
                + " FinalDBSnapshotIdentifier can not be specified when deleting a replica"
                + " instance: set skipFinalSnapshot.");
    live.update(kept.without("replicateSourceDb")).delete();
    replica
        .with("identifier", "other")
        .with("replicateSourceDb", "nobody")
        .expectRefused(
            "creating RDS DB Instance (other): DBInstanceNotFound: DBInstance nobody not found.");
  }
}
