package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Optional;

/**
 * A read replica of an instance, which inherits every setting that it does not set itself (RDS API,
 * CreateDBInstanceReadReplica).
 */
final class DbReplica {

  private static final String SOURCE = "replicateSourceDb";

  private static final List<String> INHERITED =
      List.of(
          "allocatedStorage",
          "dbName",
          "dbSubnetGroupName",
          "engine",
          "engineVersion",
          "kmsKeyId",
          "parameterGroupName",
          "port",
          "storageEncrypted",
          "storageType",
          "username",
          "vpcSecurityGroupIds");

  private DbReplica() {}

  /** The source of a replica, if it is in this account and region. */
  static Optional<Entity> source(Account account, Fields properties) {
    var reference = properties.text(SOURCE, "");
    boolean isElsewhere =
        reference.startsWith("arn:") && !reference.startsWith(account.arn("rds", ""));
    if (reference.isEmpty() || isElsewhere) {
      return Optional.empty();
    }
    return Optional.of(
        account
            .findBy(DbInstance.TYPE, "identifier", reference)
            .or(() -> account.findBy(DbInstance.TYPE, "arn", reference))
            .orElseThrow(
                () ->
                    new AwsFault("DBInstanceNotFound", "DBInstance " + reference + " not found.")));
  }

  /** Adds what a replica inherits from its source; other instances stay as they are. */
  static Fields inheriting(Account account, Fields properties) {
    var its = source(account, properties);
    if (its.isEmpty()) {
      return properties;
    }
    var source = its.get();
    if (source.properties().number("backupRetentionPeriod").orElse(0) == 0) {
      throw new AwsFault(
          "InvalidDBInstanceState",
          "Automated backups are not enabled for this database instance. To enable automated backups, set backupRetentionPeriod of %s to a non-zero value."
              .formatted(properties.text(SOURCE, "")));
    }
    var inherited = properties.withDefault("backupRetentionPeriod", 0);
    for (var name : INHERITED) {
      var value = source.properties().get(name);
      if (value.isPresent()) {
        inherited = inherited.withDefault(name, value.get());
      }
    }
    return inherited;
  }

  /** Rejects another source; without one, a replica becomes a database of its own. */
  static void requireSameSource(Fields before, Fields after) {
    var source = after.text(SOURCE, "");
    if (!source.isEmpty() && !before.says(SOURCE, source)) {
      // Not RDS refuses this, but resourceInstanceUpdate of the provider.
      throw new AwsFault(
          "InvalidParameterCombination",
          "cannot elect new source database for replication: " + source);
    }
  }

  /** Rejects a final snapshot of a replica. */
  static void refuseFinalSnapshot(Entity database, Fields state) {
    if (is(database) && !state.flag("skipFinalSnapshot") && state.has("finalSnapshotIdentifier")) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "FinalDBSnapshotIdentifier can not be specified when deleting a replica instance: set"
              + " skipFinalSnapshot.");
    }
  }

  /** Whether an instance is a replica. */
  static boolean is(Entity database) {
    return database.text(SOURCE).filter(source -> !source.isEmpty()).isPresent();
  }
}
