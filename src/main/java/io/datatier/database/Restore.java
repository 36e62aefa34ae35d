package io.datatier.database;

import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.InvalidValue;
import io.datatier.config.Required;
import io.datatier.values.RdsName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code datatier:database.restore}: the data to create a database from. Used only on creation, so
 * the key can be kept or removed afterwards. The source must have the same engine, first database
 * and master user; an instance keeps the source's encryption key.
 */
public sealed interface Restore permits Restore.FromSnapshot, Restore.PointInTime {

  /** The snapshot, if this is one. */
  Optional<SnapshotName> source();

  /** The source database and the time, unless this is a snapshot. */
  Optional<PointInTime> pointInTime();

  /** What the new database will be. */
  String words();

  /** Whether this needs a database, or automated snapshots that RDS deletes with it. */
  boolean needs(String database);

  /** The data of a snapshot. */
  @Alternative(
      title = "From a snapshot",
      refuses = "belongs to a database to be copied, but snapshot names a snapshot; remove one")
  record FromSnapshot(
      @Required("the snapshot to restore")
          @Allows("the name or the ARN of a snapshot, such as `campaign-postgres-prod-final`")
          SnapshotName snapshot)
      implements Restore {

    @Override
    public Optional<SnapshotName> source() {
      return Optional.of(snapshot);
    }

    @Override
    public Optional<PointInTime> pointInTime() {
      return Optional.empty();
    }

    @Override
    public String words() {
      return "from the snapshot " + snapshot.value();
    }

    @Override
    public boolean needs(String database) {
      // RDS appends date and time; another database's name may go on with a year.
      return Pattern.compile("rds:" + Pattern.quote(database) + "-\\d{4}(?:-\\d\\d){4}$")
          .matcher(snapshot.value())
          .find();
    }
  }

  /**
   * The data of another database at some time. That database must exist, because the provider
   * identifies it only by its identifier (RDS API, RestoreDBInstanceToPointInTime).
   *
   * @param database the identifier of the DB instance or cluster, as the engine has it
   */
  @Alternative(
      title = "From another database, at a point in time",
      refuses = "is a snapshot, but database names a database to be copied; remove one")
  record PointInTime(
      @Required("the DB instance or cluster to copy")
          @Allows("the identifier of a DB instance, or of a cluster if `engine` is Aurora")
          RdsName database,
      @Required("latest, or a time in UTC such as 2026-11-28T22:45:00Z")
          @Allows(
              "`latest` or a time in UTC such as `2026-11-28T22:45:00Z`, while RDS keeps backups")
          Time at)
      implements Restore {

    @Override
    public Optional<SnapshotName> source() {
      return Optional.empty();
    }

    @Override
    public Optional<PointInTime> pointInTime() {
      return Optional.of(this);
    }

    @Override
    public String words() {
      return "from %s at %s".formatted(database.value(), at.value());
    }

    @Override
    public boolean needs(String database) {
      return this.database.value().equals(database);
    }
  }

  /** A manual, automated or shared snapshot (RDS API, RestoreDBInstanceFromDBSnapshot). */
  record SnapshotName(String value) {

    /** What every valid name looks like. */
    public static final Pattern VALID =
        Pattern.compile(
            "(?:arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:(?:cluster-)?snapshot:)?(?:rds:)?"
                + "[A-Za-z](?:-?[A-Za-z0-9]){0,254}");

    public SnapshotName {
      InvalidValue.requireMatch(value, VALID, "be the name or the ARN of a snapshot");
    }
  }

  /** A time that RDS can go back to (RDS API, RestoreDBInstanceToPointInTime, RestoreTime). */
  record Time(String value) {

    private static final String LATEST = "latest";

    /** What every valid time looks like. */
    public static final Pattern VALID =
        Pattern.compile(
            LATEST
                + "|20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
                + "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");

    public Time {
      InvalidValue.requireMatch(
          value, VALID, "be latest or a time in UTC such as 2026-11-28T22:45:00Z");
    }

    boolean isLatest() {
      return value.equals(LATEST);
    }
  }
}
