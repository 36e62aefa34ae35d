package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DbSnapshotTest {

  private final DataTier tier;

  DbSnapshotTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void takes_a_snapshot_of_a_database() {
    var draft =
        tier.aws()
            .resource(DbSnapshot.TYPE, "before")
            .with("dbInstanceIdentifier", "campaign-postgres")
            .with("dbSnapshotIdentifier", "before-migration");
    draft.expectRefused(
        "creating RDS DB Snapshot: DBInstanceNotFound: DBInstance campaign-postgres not found.");
    tier.database(tier.subnetGroup(tier.subnets(tier.vpc().create())).create()).create();
    var snapshot = draft.create();
    assertEquals("before-migration", snapshot.id());
    assertEquals(
        "arn:aws:rds:us-east-1:123456789012:snapshot:before-migration",
        snapshot.text("dbSnapshotArn"));
    assertEquals("postgres", snapshot.text("engine"));
    assertEquals(true, snapshot.outputs().get("encrypted"));
    snapshot.expectSteady();
    draft.imported("before-migration");
    draft
        .named("again")
        .expectRefused(
            "creating RDS DB Snapshot: DBSnapshotAlreadyExists: Cannot create the snapshot because"
                + " a snapshot with the identifier before-migration already exists.");
    draft
        .with("dbSnapshotIdentifier", "before--migration")
        .expectFailures(
            "dbSnapshotIdentifier: must begin with a letter, have 1 to 255 letters, digits and"
                + " single hyphens, and not end with a hyphen, but is \"before--migration\"");
  }
}
