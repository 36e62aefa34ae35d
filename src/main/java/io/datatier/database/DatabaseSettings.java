package io.datatier.database;

import io.datatier.capacity.DatabaseTarget;
import io.datatier.component.LogGroups;
import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Defaults;
import io.datatier.config.Flat;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.values.InvalidValue;
import io.datatier.values.RdsName;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * {@code datatier:database}: a new database. The defaults suit production; a development stack
 * overrides what it does not need.
 *
 * @param topology one instance or a cluster; its keys stand beside the others
 * @param instanceClass by default the topology's
 * @param maxConnections PostgreSQL's {@code max_connections} (RDS user guide, "Maximum number of
 *     database connections"); by default what RDS computes from the class's memory
 * @param masterUsername its password is made and kept by RDS in Secrets Manager
 * @param backupRetentionDays at least 1: RDS takes 0 for no backups, and a database without them
 *     cannot be restored to a point in time
 * @param deletionProtection refuses deletion both at RDS and by the engine ({@code protect})
 * @param finalSnapshotName RDS refuses to delete a database whose final snapshot has the name of
 *     one that exists
 * @param performanceInsights every class of PostgreSQL has it, on RDS as in Aurora (their user
 *     guides, "Instance class support for Performance Insights"); RDS keeps 7 days by default (RDS
 *     API, CreateDBInstance)
 */
@RecordBuilder
@Alternative(title = "A new database")
public record DatabaseSettings(
    @Flat Topology topology,
    @Otherwise("db.t4g.small, for Aurora db.t4g.medium")
        @Allows("a DB instance class that the engine offers")
        Optional<InstanceClass> instanceClass,
    @ByDefault("17") @Allows("11 to 17, with or without a minor version") PostgresVersion version,
    @ByDefault("campaign_system") @Allows("a name that RDS accepts") DatabaseName databaseName,
    @ByDefault("iadmin") @Allows("a name that RDS accepts; RDS creates and stores the password")
        MasterUsername masterUsername,
    @Otherwise("what RDS computes from the class's memory")
        @Between(least = "6", most = "262143", unit = "connections, the range of max_connections")
        OptionalInt maxConnections,
    @ByDefault("7") @Between(least = "1", most = "35", unit = "days of backups")
        int backupRetentionDays,
    @ByDefault("true") @Allows("; also protects the database in Pulumi") boolean deletionProtection,
    @ByDefault("true") @Allows("; takes a snapshot before deletion") boolean finalSnapshot,
    @Otherwise("the database's name and `-final`")
        @Allows("a name that no snapshot has; otherwise RDS refuses to delete the database")
        Optional<RdsName> finalSnapshotName,
    @ByDefault("false") @Allows("; Performance Insights with 7 days of history, the free tier")
        boolean performanceInsights,
    @Otherwise("what RDS chooses")
        @Allows("when RDS may maintain the database, in UTC, such as `sun:04:00-sun:05:00`")
        Optional<MaintenanceWindow> maintenanceWindow)
    implements DatabaseSource {

  public DatabaseSettings {
    Constraints.check(
        DatabaseSettings.class,
        topology,
        instanceClass,
        version,
        databaseName,
        masterUsername,
        maxConnections,
        backupRetentionDays,
        deletionProtection,
        finalSnapshot,
        finalSnapshotName,
        performanceInsights,
        maintenanceWindow);
  }

  /**
   * A time of the week in UTC, {@code ddd:hh24:mi-ddd:hh24:mi}, of at least 30 minutes (RDS API,
   * CreateDBInstance, PreferredMaintenanceWindow). In lower case, as RDS gives it back.
   */
  public record MaintenanceWindow(String value) {

    /** Matches every valid window and some that are too short or too long. */
    public static final Pattern VALID =
        Pattern.compile(
            "(?:mon|tue|wed|thu|fri|sat|sun):(?:[01][0-9]|2[0-3]):[0-5][0-9]"
                + "-(?:mon|tue|wed|thu|fri|sat|sun):(?:[01][0-9]|2[0-3]):[0-5][0-9]");

    private static final List<String> DAYS =
        List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int DAY = 24 * 60;
    private static final String RULE =
        "be a time of the week in UTC of 30 minutes to less than a day, such as"
            + " sun:04:00-sun:05:00";

    public MaintenanceWindow {
      InvalidValue.requireMatch(value, VALID, RULE);
      var minutes = Math.floorMod(minute(value.substring(10)) - minute(value), DAYS.size() * DAY);
      if (minutes < 30 || minutes >= DAY) {
        throw new InvalidValue(value, RULE);
      }
    }

    /** The minute of the week that {@code time} begins with. */
    private static int minute(String time) {
      return DAYS.indexOf(time.substring(0, 3)) * DAY
          + Integer.parseInt(time.substring(4, 6)) * 60
          + Integer.parseInt(time.substring(7, 9));
    }
  }

  /** A builder with the defaults. */
  public static DatabaseSettingsBuilder builder() {
    return DatabaseSettingsBuilder.builder(Defaults.of(DatabaseSettings.class));
  }

  @Rule
  static void isOfEngine(Optional<InstanceClass> instanceClass, Topology topology) {
    instanceClass.ifPresent(topology::require);
  }

  @Rule
  static void isTaken(Optional<RdsName> finalSnapshotName, boolean finalSnapshot) {
    if (finalSnapshotName.isPresent() && !finalSnapshot) {
      throw new InvalidValue(
          finalSnapshotName.get(), "be left out where finalSnapshot is false: none is taken");
    }
  }

  /** The class that it runs on. */
  public InstanceClass machine() {
    return instanceClass.orElseGet(topology::defaultInstanceClass);
  }

  @Override
  public boolean hasReaders() {
    return topology.hasReaders();
  }

  @Override
  public Optional<DatabaseSettings> made() {
    return Optional.of(this);
  }

  @Override
  public PostgresDatabase in(String name, Network network, EncryptionKeys keys, LogGroups logs) {
    return topology.create(name, this, network, keys, logs);
  }

  @Override
  public DatabaseTarget target() {
    var target = topology.on(machine());
    return maxConnections.isPresent()
        ? target.withMaxConnections(maxConnections.getAsInt())
        : target;
  }
}
