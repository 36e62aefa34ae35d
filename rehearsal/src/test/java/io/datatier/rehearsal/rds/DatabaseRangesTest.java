package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.provider.DataTier;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Storage, classes and windows of a database: what RDS takes of them and what it refuses. */
final class DatabaseRangesTest {

  private final DataTier tier;

  DatabaseRangesTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gp3      | 400   | 12000 | 500 |
          gp3      | 399   |       |     |
          gp3      | 19    |       |     | allocatedStorage: must be at least 20 GiB with gp3
          gp3      | 399   | 12000 |     | iops: cannot be set for gp3 below 400 GiB, where it is fixed
          gp3      | 399   |       | 500 | storageThroughput: cannot be set for gp3 below 400 GiB, where it is fixed
          gp3      | 400   | 3000  |     | iops: must be 12000 to 64000 IOPS, but is 3000
          gp3      | 400   | 12000 | 125 | storageThroughput: must be 500 to 4000 MiB/s, but is 125
          gp2      | 20    |       |     |
          gp2      | 500   | 3000  |     | iops: cannot be set for gp2
          standard | 5     |       |     |
          io1      | 100   | 5000  |     |
          io1      | 99    | 1000  |     | allocatedStorage: must be at least 100 GiB with io1
          io1      | 100   |       |     | iops: is required with io1
          io1      | 100   | 5001  |     | iops: must be at most 5000 for 100 GiB of io1, but is 5001
          io2      | 100   | 5001  |     |
          io2      | 100   | 999   |     | iops: must be 1000 to 256000 IOPS, but is 999
          io2      | 100   | 1000  | 500 | storageThroughput: is for gp3 only
          """)
  void judges_storage(String type, int size, Integer iops, Integer throughput, String fault) {
    var database = tier.databaseAlone().with("storageType", type).with("allocatedStorage", size);
    database = iops == null ? database : database.with("iops", iops);
    database = throughput == null ? database : database.with("storageThroughput", throughput);
    database.expectFailures(Stream.ofNullable(fault).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db.r7g.large   | 13.20 |
          db.r7g.large   | 12    | requires PostgreSQL 13 or newer, but engineVersion is 12
          db.m8g.large   | 12.17 | requires PostgreSQL 13 or newer, but engineVersion is 12.17
          db.r6gd.xlarge | 12    |
          db.m7i.large   | 17    |
          db.m7i.huge    | 17    | is not an instance class of RDS for PostgreSQL: db.m7i.huge (did you mean db.m7i.large?)
          t4g.micro      | 17    | is not an instance class of RDS for PostgreSQL: t4g.micro (did you mean db.t4g.micro?)
          """)
  void judges_classes(String instanceClass, String version, String fault) {
    tier.databaseAlone()
        .with("instanceClass", instanceClass)
        .with("engineVersion", version)
        .expectFailures(
            Stream.ofNullable(fault).map(it -> "instanceClass: " + it).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          03:00-03:30 | sun:03:30-sun:04:00 |
          03:00-03:31 | sun:03:30-sun:04:00 | maintenanceWindow: must not overlap backupWindow, 03:00-03:31
          23:45-00:15 | mon:00:15-mon:00:45 |
          23:45-00:15 | mon:00:14-mon:00:45 | maintenanceWindow: must not overlap backupWindow, 23:45-00:15
          01:00-02:00 | sun:23:30-mon:01:30 | maintenanceWindow: must not overlap backupWindow, 01:00-02:00
          12:00-12:30 | tue:13:00-wed:11:00 |
          12:00-12:30 | tue:13:00-wed:12:15 | maintenanceWindow: must not overlap backupWindow, 12:00-12:30
          03:00-03:29 | sun:04:00-sun:05:00 | backupWindow: must be at least 30 minutes long
          03:00-03:30 | sun:04:00-sun:04:29 | maintenanceWindow: must be at least 30 minutes and less than 24 hours long
          """)
  void keeps_backups_and_maintenance_apart(String backup, String maintenance, String fault) {
    tier.databaseAlone()
        .with("backupWindow", backup)
        .with("maintenanceWindow", maintenance)
        .expectFailures(Stream.ofNullable(fault).toArray(String[]::new));
  }

  @Test
  void takes_one_origin_of_a_database() {
    var database =
        tier.databaseAlone()
            .without("username")
            .without("manageMasterUserPassword")
            .without("dbName");
    var replica = database.with("replicateSourceDb", "campaign-postgres");
    var point =
        Map.of("sourceDbInstanceIdentifier", "campaign-postgres", "useLatestRestorableTime", true);
    replica.with("snapshotIdentifier", "before").expectFailures();
    replica
        .with("username", "iadmin")
        .with("dbName", "campaign_system")
        .with("restoreToPointInTime", point)
        .expectFailures(
            "dbName: cannot be set together with replicateSourceDb",
            "restoreToPointInTime: cannot be set together with replicateSourceDb",
            "username: cannot be set together with replicateSourceDb");
    database
        .with("snapshotIdentifier", "before")
        .with("restoreToPointInTime", point)
        .expectFailures("restoreToPointInTime: cannot be set together with snapshotIdentifier");
  }

  @Test
  void judges_the_class_of_an_instance_of_aurora() {
    tier.clusterInstance("one")
        .with("instanceClass", "db.t4g.micro")
        .expectFailures(
            "instanceClass: is not an instance class of Aurora PostgreSQL: db.t4g.micro (did you mean db.t4g.large?)");
  }
}
