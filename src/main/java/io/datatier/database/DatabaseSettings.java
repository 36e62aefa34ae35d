package io.datatier.database;

import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.MaxConnections;
import io.datatier.component.LogGroups;
import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Defaults;
import io.datatier.config.Flat;
import io.datatier.config.InvalidValue;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.values.RdsName;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code datatier:database}: a new database. The defaults suit production; a development stack
 * overrides what it does not need.
 *
 * @param topology one instance or a cluster; its keys are next to the others
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
 * @param applyImmediately what waits for the window otherwise is listed in the RDS user guide,
 *     "Using the schedule modifications setting"
 */
@RecordBuilder
@Alternative(title = "A new database")
public record DatabaseSettings(
    @Flat Topology topology,
    @Otherwise(
            Topology.SingleInstance.USUAL_CLASS
                + ", for Aurora "
                + Topology.AuroraCluster.USUAL_CLASS)
        @Allows("a DB instance class that the engine offers")
        Optional<InstanceClass> instanceClass,
    @ByDefault("17") @Allows("11 to 18, with or without a minor version") PostgresVersion version,
    @ByDefault("campaign_system") @Allows("a name that RDS accepts") DatabaseName databaseName,
    @ByDefault("iadmin") @Allows("a name that RDS accepts; RDS creates and stores the password")
        MasterUsername masterUsername,
    @Otherwise("what RDS computes from the class's memory")
        @Between(
            least = "" + MaxConnections.LEAST,
            most = "" + MaxConnections.MOST,
            unit = "connections, the range of max_connections")
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
        Optional<MaintenanceWindow> maintenanceWindow,
    @ByDefault("false")
        @Allows(
            "; whether `instanceClass`, `storageGib`, `multiAz` and a minor version change"
                + " immediately instead of in the maintenance window; a major version always"
                + " does")
        boolean applyImmediately,
    @Otherwise("what RDS chooses")
        @Allows("when RDS takes the daily backup, in UTC, such as `02:00-02:30`")
        Optional<BackupWindow> backupWindow,
    @Allows("the data to create the database from; used only when the database is created")
        Optional<Restore> restore)
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
        maintenanceWindow,
        applyImmediately,
        backupWindow,
        restore);
  }

  /** A builder with the defaults. */
  public static DatabaseSettingsBuilder builder() {
    return DatabaseSettingsBuilder.builder(Defaults.of(DatabaseSettings.class));
  }

  @Rule
  static void requireClassOfEngine(Optional<InstanceClass> instanceClass, Topology topology) {
    instanceClass.ifPresent(topology::require);
  }

  @Rule
  static void requireFinalSnapshot(Optional<RdsName> finalSnapshotName, boolean finalSnapshot) {
    if (finalSnapshotName.isPresent() && !finalSnapshot) {
      throw new InvalidValue(
          finalSnapshotName.get(), "be left out if finalSnapshot is false: no snapshot is taken");
    }
  }

  // RDS refuses windows that overlap (RDS API, CreateDBInstance, PreferredBackupWindow).
  @Rule
  static void requireSeparateWindows(
      Optional<BackupWindow> backupWindow, Optional<MaintenanceWindow> maintenanceWindow) {
    if (backupWindow.isPresent()
        && maintenanceWindow.isPresent()
        && backupWindow.get().overlaps(maintenanceWindow.get())) {
      throw new InvalidValue(
          backupWindow.get().value(),
          "not overlap maintenanceWindow, " + maintenanceWindow.get().value());
    }
  }

  /** The class that it runs on. */
  public InstanceClass machine() {
    return instanceClass.orElseGet(topology::defaultInstanceClass);
  }

  @Override
  public DatabaseKind kind() {
    return topology.kind();
  }

  @Override
  public boolean hasReaders() {
    return topology.hasReaders();
  }

  @Override
  public Optional<DatabaseSettings> created() {
    return Optional.of(this);
  }

  @Override
  public PostgresDatabase in(
      String name,
      Optional<RunningDatabase> running,
      Network network,
      EncryptionKeys keys,
      LogGroups logs) {
    var options = ComponentResourceOptions.Empty;
    return switch (kind()) {
      case INSTANCE -> new Database(name, this, running, network, keys, logs, options);
      case CLUSTER -> new DatabaseCluster(name, this, running, network, keys, logs, options);
    };
  }

  @Override
  public List<String> securityGroups(Optional<RunningDatabase> running) {
    return running.map(RunningDatabase::securityGroups).orElse(List.of());
  }

  @Override
  public DatabaseTarget target() {
    var target = topology.on(machine());
    return maxConnections.isPresent()
        ? target.withMaxConnections(maxConnections.getAsInt())
        : target;
  }
}
