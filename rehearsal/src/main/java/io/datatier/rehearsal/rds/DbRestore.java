package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A new database with the data of a snapshot or of another database at some time (RDS API,
 * RestoreDBInstanceFromDBSnapshot, RestoreDBInstanceToPointInTime, RestoreDBClusterFromSnapshot and
 * RestoreDBClusterToPointInTime). It inherits the user, the database name and the encryption, and
 * takes the rest from the program if that says it.
 *
 * @param engine the engine that both have
 * @param snapshots the type of the snapshots
 * @param snapshotArn the property with a snapshot's ARN
 * @param databases the type of the databases
 * @param identifier the property that identifies a database
 * @param sources the properties of restoreToPointInTime that may name the source, the first by its
 *     identifier
 * @param time the property of restoreToPointInTime with the time
 * @param fault what RDS's error codes end with
 */
record DbRestore(
    DbEngine engine,
    String snapshots,
    String snapshotArn,
    String databases,
    String identifier,
    List<String> sources,
    String time,
    String fault) {

  static final DbRestore OF_INSTANCE =
      new DbRestore(
          DbEngine.POSTGRES,
          DbSnapshot.TYPE,
          "dbSnapshotArn",
          DbInstance.TYPE,
          "identifier",
          List.of(
              "sourceDbInstanceIdentifier",
              "sourceDbiResourceId",
              "sourceDbInstanceAutomatedBackupsArn"),
          "restoreTime",
          "");

  static final DbRestore OF_CLUSTER =
      new DbRestore(
          DbEngine.AURORA,
          FinalSnapshot.CLUSTER_SNAPSHOT,
          "dbClusterSnapshotArn",
          DbCluster.TYPE,
          "clusterIdentifier",
          List.of("sourceClusterIdentifier", "sourceClusterResourceId"),
          "restoreToTime",
          "Fault");

  private static final String SNAPSHOT = "snapshotIdentifier";
  private static final String POINT_IN_TIME = "restoreToPointInTime";
  private static final String LATEST = "useLatestRestorableTime";

  /** What a restored database cannot have otherwise than its source. */
  private static final List<String> FIXED =
      List.of("databaseName", "dbName", "masterUsername", "storageEncrypted", "username");

  private static final Pattern UTC =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z");

  /** Validates where the data come from. */
  void check(Inputs inputs) {
    inputs.within(
        POINT_IN_TIME,
        point -> {
          point
              .exactlyOne(sources.toArray(String[]::new))
              .matches(time, UTC, "be a time in UTC such as 2030-01-31T12:00:00Z");
          if (!point.values().flag(LATEST) && !point.values().isUnknown(LATEST)) {
            point.exactlyOne(time, LATEST);
          }
        });
  }

  /** Adds what a new database inherits; others stay as they are. */
  Fields inheriting(Account account, Fields properties) {
    return content(account, properties)
        .map(content -> inheriting(content, properties))
        .orElse(properties);
  }

  private Fields inheriting(Fields content, Fields properties) {
    // RestoreDBInstanceFromDBSnapshot takes no key; that of a cluster does.
    boolean keepsKey = databases.equals(DbInstance.TYPE);
    var inherited = keepsKey ? properties.without(List.of("kmsKeyId")) : properties;
    for (var name : content.names()) {
      var value = content.get(name);
      if (value.isPresent() && !name.equals("availabilityZone")) {
        inherited =
            FIXED.contains(name)
                ? inherited.with(name, value.get())
                : inherited.withDefault(name, value.get());
      }
    }
    var from = content.text("engineVersion", "");
    var asked = inherited.text("engineVersion", from);
    var to = engine.actual(asked, from);
    engine.requireUpgrade(from, to, properties.flag("allowMajorVersionUpgrade"));
    return (properties.has(SNAPSHOT)
            ? grown(content, inherited)
            : DbStorage.restored(content, properties, inherited))
        .with("engineVersionActual", to);
  }

  private static Fields grown(Fields content, Fields inherited) {
    DbStorage.requireGrowth(
        content.number("allocatedStorage").orElse(0),
        inherited.number("allocatedStorage").orElse(0));
    return inherited;
  }

  private Optional<Fields> content(Account account, Fields properties) {
    var snapshot = properties.text(SNAPSHOT).filter(name -> !name.isEmpty());
    return snapshot.isPresent()
        ? Optional.of(snapshot(account, snapshot.get()).properties())
        : Optional.of(properties.fields(POINT_IN_TIME))
            .filter(point -> !point.names().isEmpty())
            .map(point -> SnapshotContent.of(source(account, point)));
  }

  private Entity snapshot(Account account, String reference) {
    var kind = snapshots.equals(DbSnapshot.TYPE) ? "DBSnapshot" : "DBClusterSnapshot";
    return account
        .find(snapshots, reference)
        .or(() -> account.findBy(snapshots, snapshotArn, reference))
        .orElseThrow(
            () ->
                new AwsFault(
                    kind + "NotFound" + fault, "%s not found: %s".formatted(kind, reference)));
  }

  private Entity source(Account account, Fields point) {
    var name = sources.stream().flatMap(each -> point.text(each).stream()).findFirst().orElse("");
    var kind = databases.equals(DbInstance.TYPE) ? "DBInstance" : "DBCluster";
    var source =
        Stream.of(identifier, "resourceId", "clusterResourceId")
            .flatMap(property -> account.findBy(databases, property, name).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsFault(
                        kind + "NotFound" + fault, "%s %s not found.".formatted(kind, name)));
    requireTime(account, point, source);
    return source;
  }

  /** Backups go back as many days as the retention period, and not into the future. */
  private void requireTime(Account account, Fields point, Entity source) {
    var days = (long) source.properties().number("backupRetentionPeriod").orElse(0);
    if (days == 0) {
      throw new AwsFault(
          "PointInTimeRestoreNotEnabled",
          "Point in time restore is not enabled for this instance: its backupRetentionPeriod is 0.");
    }
    var earliest = account.now().minus(Duration.ofDays(days));
    AwsFault.ifAny(
        point
            .text(time)
            .map(Instant::parse)
            .filter(at -> at.isBefore(earliest) || at.isAfter(account.now())),
        "InvalidParameterValue",
        at ->
            "The time %s is not within the last %d days, for which there are backups."
                .formatted(at, days));
  }
}
