package io.datatier.database;

import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import io.datatier.values.RdsName;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a database made here shall be. Defaults are those of a production database; what a
 * development stack does without, it says.
 *
 * @param topology default one instance with 20 GiB and a standby
 * @param instanceClass default db.t4g.small, in an Aurora cluster db.t4g.medium
 * @param version default 17
 * @param maxConnections PostgreSQL's {@code max_connections}, 6 to 262,143 (RDS user guide,
 *     "Maximum number of database connections"); default what RDS computes from the class's memory
 * @param databaseName default campaign_system
 * @param masterUsername default iadmin; its password is made and kept by RDS in Secrets Manager
 * @param backupRetentionDays 1 to 35; default 7
 * @param deletionProtection refused deletion both at RDS and by the engine ({@code protect});
 *     default true
 * @param finalSnapshot a snapshot before deletion; default true
 * @param finalSnapshotName its name; default the database's name and {@code -final}. RDS refuses to
 *     delete a database whose final snapshot has the name of one that exists.
 * @param logRetention of the exported PostgreSQL and upgrade logs; default 30 days
 */
public record DatabaseSettings(
    Topology topology,
    InstanceClass instanceClass,
    PostgresVersion version,
    OptionalInt maxConnections,
    DatabaseName databaseName,
    MasterUsername masterUsername,
    int backupRetentionDays,
    boolean deletionProtection,
    boolean finalSnapshot,
    Optional<RdsName> finalSnapshotName,
    LogRetention logRetention)
    implements DatabaseSource {

  public DatabaseSettings {
    maxConnections.ifPresent(DatabaseSettings::requireConnections);
    requireBackups(backupRetentionDays);
  }

  private static int requireConnections(int connections) {
    return InvalidValue.requireBetween(
        connections, 6, 262_143, "be 6 to 262143 connections, the range of max_connections");
  }

  // RDS takes 0 for "no backups"; a database without them cannot be restored to a point in time.
  private static int requireBackups(int days) {
    return InvalidValue.requireBetween(days, 1, 35, "be 1 to 35 days of backups");
  }

  public static Builder builder() {
    return new Builder();
  }

  /** This database, placed in {@code network}, encrypted with AWS's own keys. */
  public DatabaseArgs in(Network network) {
    return new DatabaseArgs(this, network, Optional.empty());
  }

  @Override
  public PostgresDatabase create(String name, Network network, EncryptionKeys keys) {
    var args = in(network).encryptedWith(keys);
    return topology instanceof Topology.AuroraCluster
        ? new DatabaseCluster(name, args)
        : new Database(name, args);
  }

  /** Builds {@link DatabaseSettings}; whatever is not set keeps its default. */
  public static final class Builder {
    private Topology topology = new Topology.SingleInstance(20, true);
    private Optional<InstanceClass> instanceClass = Optional.empty();
    private PostgresVersion version = new PostgresVersion("17");
    private OptionalInt maxConnections = OptionalInt.empty();
    private DatabaseName databaseName = new DatabaseName("campaign_system");
    private MasterUsername masterUsername = new MasterUsername("iadmin");
    private int backupRetentionDays = 7;
    private boolean deletionProtection = true;
    private boolean finalSnapshot = true;
    private Optional<RdsName> finalSnapshotName = Optional.empty();
    private LogRetention logRetention = new LogRetention(30);

    private Builder() {}

    public Builder topology(Topology topology) {
      this.topology = topology;
      return this;
    }

    public Builder instanceClass(InstanceClass instanceClass) {
      this.instanceClass = Optional.of(instanceClass);
      return this;
    }

    public Builder version(PostgresVersion version) {
      this.version = version;
      return this;
    }

    public Builder maxConnections(int maxConnections) {
      this.maxConnections = OptionalInt.of(requireConnections(maxConnections));
      return this;
    }

    public Builder databaseName(DatabaseName databaseName) {
      this.databaseName = databaseName;
      return this;
    }

    public Builder masterUsername(MasterUsername masterUsername) {
      this.masterUsername = masterUsername;
      return this;
    }

    public Builder backupRetentionDays(int backupRetentionDays) {
      this.backupRetentionDays = requireBackups(backupRetentionDays);
      return this;
    }

    public Builder deletionProtection(boolean deletionProtection) {
      this.deletionProtection = deletionProtection;
      return this;
    }

    public Builder finalSnapshot(boolean finalSnapshot) {
      this.finalSnapshot = finalSnapshot;
      return this;
    }

    public Builder finalSnapshotName(RdsName name) {
      this.finalSnapshotName = Optional.of(name);
      return this;
    }

    public Builder logRetention(LogRetention logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    public DatabaseSettings build() {
      return new DatabaseSettings(
          topology,
          instanceClass.orElseGet(topology::defaultInstanceClass),
          version,
          maxConnections,
          databaseName,
          masterUsername,
          backupRetentionDays,
          deletionProtection,
          finalSnapshot,
          finalSnapshotName,
          logRetention);
    }
  }
}
