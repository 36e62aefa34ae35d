package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The final snapshot of a deleted instance or cluster, unless skipFinalSnapshot is set. */
final class FinalSnapshot {

  static final String CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";

  private static final Pattern NAME = Pattern.compile("[A-Za-z](-?[0-9A-Za-z]+)*");

  private FinalSnapshot() {}

  static void check(Inputs inputs) {
    inputs
        .length("finalSnapshotIdentifier", 1, 255)
        .matches(
            "finalSnapshotIdentifier",
            NAME,
            "begin with a letter, have only letters, digits and single hyphens, and not end with a hyphen");
  }

  /**
   * For an imported database the provider assumes skipFinalSnapshot, because it cannot know the
   * setting and then needs no snapshot name.
   */
  static Fields imported(Fields properties) {
    return properties
        .without(List.of("finalSnapshotIdentifier"))
        .with("skipFinalSnapshot", true)
        .with("deleteAutomatedBackups", true);
  }

  /** The account without the database, and with its final snapshot. */
  static Account of(Account account, Entity database, Fields state) {
    if (state.flag("skipFinalSnapshot")) {
      return account.without(database);
    }
    boolean isCluster = database.type().equals(DbCluster.TYPE);
    var type = isCluster ? CLUSTER_SNAPSHOT : DbSnapshot.TYPE;
    var name =
        state
            .text("finalSnapshotIdentifier")
            .orElseThrow(
                () ->
                    new AwsFault(
                        "InvalidParameterCombination",
                        "finalSnapshotIdentifier is required when skipFinalSnapshot is false."));
    if (account.find(type, name).isPresent()) {
      throw new AwsFault(
          isCluster ? "DBClusterSnapshotAlreadyExistsFault" : "DBSnapshotAlreadyExists",
          "Cannot create the snapshot because a snapshot with the identifier %s already exists."
              .formatted(name));
    }
    var names =
        isCluster
            ? Map.of(
                "dbClusterSnapshotArn", Value.of(account.arn("rds", "cluster-snapshot:" + name)),
                "dbClusterSnapshotIdentifier", Value.of(name),
                "dbClusterIdentifier", Value.of(database.id()),
                "status", Value.of("available"))
            : Map.of(
                "dbSnapshotArn", Value.of(account.arn("rds", "snapshot:" + name)),
                "dbSnapshotIdentifier", Value.of(name),
                "dbInstanceIdentifier", Value.of(database.text("identifier").orElse("")),
                "status", Value.of("available"));
    var properties = SnapshotContent.of(database).with(Fields.of(names));
    return account
        .without(database)
        .with(new Entity(type, name, account.region(), new Origin.Made(), properties));
  }
}
