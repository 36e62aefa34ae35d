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
          .title("The database's storage is encrypted")
          .because("backups, snapshots and replicas of it would hold rows that anybody can read")
          .fix(
              "set storageEncrypted to true; for a database that exists, copy an encrypted snapshot")
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
    // What is made from another database is encrypted as that one is, and the provider passes
    // storageEncrypted on to none of these calls of the RDS API.
    var copied =
        Stream.of(
                "replicateSourceDb",
                "replicationSourceIdentifier",
                "snapshotIdentifier",
                "restoreToPointInTime")
            .anyMatch(origin -> !database.at(origin).isAbsent());
    if (copied) {
      return notApplicable("the storage is encrypted as that of the database that it is made from");
    }
    // Aurora Serverless v1 is always encrypted (Aurora user guide, "Using Aurora Serverless v1").
    return database
        .text("engineMode")
        .whenKnown(mode -> mode.equals("serverless") ? compliant() : missing())
        .whenAbsent(missing());
  }

  private static Verdict missing() {
    return violation("storageEncrypted", "is not set, which RDS takes for false");
  }
}
