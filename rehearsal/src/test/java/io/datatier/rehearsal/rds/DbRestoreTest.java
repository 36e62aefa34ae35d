package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DbRestoreTest {

  private final DataTier tier;

  DbRestoreTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft database() {
    return tier.database(tier.subnetGroup(tier.subnets(tier.vpc().create())).create())
        .with("engineVersion", "16.9")
        .with("skipFinalSnapshot", false)
        .with("finalSnapshotIdentifier", "campaign-final");
  }

  private Draft cluster() {
    return tier.cluster(tier.subnetGroup(tier.subnets(tier.vpc().create())).create())
        .with("skipFinalSnapshot", false)
        .with("finalSnapshotIdentifier", "campaign-final");
  }

  private String ago(Duration time) {
    return tier.aws().account().now().minus(time).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Test
  void begins_with_what_a_final_snapshot_holds() {
    var draft = database();
    draft.with("backupRetentionPeriod", 3).create().delete();
    var restored =
        draft
            .without("username")
            .without("dbName")
            .without("engineVersion")
            .with("snapshotIdentifier", "campaign-final");
    var live = restored.create();
    assertEquals(
        List.of("iadmin", "campaign_system", "16.9", "postgres", "3.0"),
        Stream.of("username", "dbName", "engineVersionActual", "engine", "backupRetentionPeriod")
            .map(live::text)
            .toList());
    live.expectSteady();
    live.expectUpdate(restored.without("snapshotIdentifier"));
    live.expectReplacement(restored.with("snapshotIdentifier", "other"), "snapshotIdentifier");
    live.update(restored.with("tags", Map.of("Owner", "me"))).expectSteady();
  }

  @Test
  void keeps_the_user_and_the_encryption_of_a_snapshot_whatever_the_program_says() {
    var draft = database();
    draft.create().delete();
    var other =
        draft
            .with("username", "other")
            .with("storageEncrypted", false)
            .with(
                "snapshotIdentifier", "arn:aws:rds:us-east-1:123456789012:snapshot:campaign-final");
    var live = other.create();
    assertEquals(
        List.of("iadmin", true),
        List.of(live.text("username"), live.outputs().get("storageEncrypted")));
    live.expectReplacement(other, "storageEncrypted", "username");
  }

  @Test
  void refuses_what_there_is_no_snapshot_of() {
    var draft = database();
    draft
        .with("snapshotIdentifier", "nothing")
        .expectRefused(
            "creating RDS DB Instance (campaign-postgres): DBSnapshotNotFound: DBSnapshot not"
                + " found: nothing");
    draft.with("allocatedStorage", 100).create().delete();
    draft
        .with("snapshotIdentifier", "campaign-final")
        .expectRefused(
            "creating RDS DB Instance (campaign-postgres): InvalidParameterCombination: Requested"
                + " storage size (20) cannot be smaller than the existing storage size (100).");
    draft
        .with("allocatedStorage", 100)
        .with("engineVersion", "15.14")
        .with("snapshotIdentifier", "campaign-final")
        .expectRefused(
            "creating RDS DB Instance (campaign-postgres): InvalidParameterCombination: Cannot"
                + " upgrade postgres from 16.9 to 15.14: RDS does not support downgrades.");
  }

  @Test
  void goes_back_to_a_time_within_the_backups_of_another_database() {
    var draft = database().with("backupRetentionPeriod", 7);
    draft.create();
    var second = draft.with("identifier", "campaign-second").without("username").without("dbName");
    var point = Map.<String, Object>of("sourceDbInstanceIdentifier", "campaign-postgres");
    second
        .with("restoreToPointInTime", point)
        .expectFailures(
            "restoreToPointInTime.restoreTime: exactly one of restoreTime,"
                + " useLatestRestorableTime must be set, but none is set");
    var yesterday =
        Map.<String, Object>of(
            "sourceDbInstanceIdentifier",
            "campaign-postgres",
            "restoreTime",
            ago(Duration.ofDays(1)));
    var live = second.with("restoreToPointInTime", yesterday).create();
    assertEquals("iadmin", live.text("username"));
    live.expectSteady();
    live.expectReplacement(second, "restoreToPointInTime");
    var before = ago(Duration.ofDays(8));
    second
        .with("identifier", "campaign-third")
        .with(
            "restoreToPointInTime",
            Map.of("sourceDbInstanceIdentifier", "campaign-postgres", "restoreTime", before))
        .expectRefused(
            "creating RDS DB Instance (campaign-third): InvalidParameterValue: The time "
                + before
                + " is not within the last 7 days, for which there are backups.");
    second
        .with("identifier", "campaign-third")
        .with(
            "restoreToPointInTime",
            Map.of("sourceDbInstanceIdentifier", "nobody", "useLatestRestorableTime", true))
        .expectRefused(
            "creating RDS DB Instance (campaign-third): DBInstanceNotFound: DBInstance nobody not"
                + " found.");
  }

  @Test
  void begins_with_the_size_of_the_database_that_it_goes_back_to() {
    var draft = database().with("backupRetentionPeriod", 7).with("storageType", "gp3");
    draft.create();
    var second =
        draft
            .with("identifier", "campaign-second")
            .with("allocatedStorage", 420)
            .with(
                "restoreToPointInTime",
                Map.of(
                    "sourceDbInstanceIdentifier",
                    "campaign-postgres",
                    "useLatestRestorableTime",
                    true));
    var fast = second.with("iops", 12_000).with("storageThroughput", 500);
    fast.expectRefused(
        "creating RDS DB Instance (campaign-second): InvalidParameterCombination: You can't specify"
            + " IOPS or storage throughput for engine postgres and a storage size less than 400.");
    var live = second.create();
    assertEquals("20.0", live.text("allocatedStorage"));
    live.expectUpdate(fast, "allocatedStorage", "iops", "storageThroughput");
    var at = live.update(fast.with("applyImmediately", true));
    assertEquals("420.0", at.text("allocatedStorage"));
    fast.with("identifier", "campaign-third")
        .with("allocatedStorage", 500)
        .with(
            "restoreToPointInTime",
            Map.of(
                "sourceDbInstanceIdentifier", "campaign-second", "useLatestRestorableTime", true))
        .create();
  }

  @Test
  void restores_clusters_alike() {
    var draft = cluster();
    draft.create().delete();
    var restored = draft.without("masterUsername").without("databaseName").without("engineVersion");
    var live = restored.with("snapshotIdentifier", "campaign-final").create();
    assertEquals(
        List.of("iadmin", "campaign_system", "16.9"),
        Stream.of("masterUsername", "databaseName", "engineVersionActual")
            .map(live::text)
            .toList());
    live.expectSteady();
    var point =
        Map.<String, Object>of(
            "sourceClusterIdentifier", "campaign-cluster", "useLatestRestorableTime", true);
    var copy =
        restored.with("clusterIdentifier", "campaign-copy").with("restoreToPointInTime", point);
    assertEquals("iadmin", copy.create().text("masterUsername"));
    restored
        .with("clusterIdentifier", "campaign-third")
        .with("snapshotIdentifier", "nothing")
        .expectRefused(
            "creating RDS Cluster (campaign-third): DBClusterSnapshotNotFoundFault:"
                + " DBClusterSnapshot not found: nothing");
  }
}
