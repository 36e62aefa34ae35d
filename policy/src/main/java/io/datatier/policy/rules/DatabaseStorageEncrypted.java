package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;
import java.util.stream.Stream;

/** Storage is encrypted at rest: an absent {@code storageEncrypted} means false. */
public final class DatabaseStorageEncrypted {

  public static final Rule RULE =
      Rule.named("database-storage-encrypted")
          .title("Database storage is encrypted")
          .because("its backups, snapshots and replicas would be unencrypted too")
          .fix(
              "set storageEncrypted to true; restore an existing database from an encrypted snapshot copy")
          .severity(HIGH)
          .mandatory()
          .on("aws:rds/instance:Instance", DatabaseStorageEncrypted::judge)
          .on("aws:rds/cluster:Cluster", DatabaseStorageEncrypted::judge);

  private DatabaseStorageEncrypted() {}

  private static Verdict judge(ResourceView database) {
    return database
        .bool("storageEncrypted")
        .whenKnown(encrypted -> encrypted ? compliant() : violation("is false"))
        .whenAbsent(() -> judgeOrigin(database));
  }

  private static Verdict judgeOrigin(ResourceView database) {
    // A copy is encrypted like its source: the provider does not pass storageEncrypted to any of
    // these RDS API calls.
    // Each is a property of one of the two types.
    var properties = database.at("");
    var copied =
        Stream.of(
                "replicateSourceDb",
                "replicationSourceIdentifier",
                "snapshotIdentifier",
                "restoreToPointInTime")
            .anyMatch(origin -> !properties.at(origin).isAbsent());
    if (copied) {
      return notApplicable("the storage is encrypted like that of the source database");
    }
    // Aurora Serverless v1 is always encrypted (Aurora user guide, "Using Aurora Serverless v1").
    return properties
        .text("engineMode")
        .whenKnown(mode -> mode.equals("serverless") ? compliant() : missing())
        .whenAbsent(missing());
  }

  private static Verdict missing() {
    return violation("storageEncrypted", "is not set, which RDS treats as false");
  }
}
