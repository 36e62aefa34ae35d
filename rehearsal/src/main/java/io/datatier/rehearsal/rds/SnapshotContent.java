package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.value.Fields;
import java.util.List;

/**
 * What a snapshot keeps of a database: the settings that a restored one inherits (RDS API,
 * DBSnapshot and DBClusterSnapshot). RDS reports the names in it too, and the provider does not.
 */
final class SnapshotContent {

  private static final List<String> SETTINGS =
      List.of(
          "allocatedStorage",
          "availabilityZone",
          "backupRetentionPeriod",
          "databaseName",
          "dbName",
          "engine",
          "iops",
          "kmsKeyId",
          "licenseModel",
          "masterUsername",
          "optionGroupName",
          "port",
          "storageEncrypted",
          "storageType",
          "username");

  private SnapshotContent() {}

  static Fields of(Entity database) {
    return database
        .properties()
        .only(SETTINGS)
        .with("engineVersion", database.text("engineVersionActual").orElse(""));
  }
}
