package io.datatier.database;

import io.datatier.network.Network;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;

/**
 * What the database shall be. Defaults are those of a production database; what a development stack
 * does without, it says.
 *
 * @param instanceClass default db.t4g.small
 * @param version default 17
 * @param storageGib gp3 storage in GiB, 20 to 65,536 (RDS user guide, "gp3"); default 20
 * @param databaseName default campaign_system
 * @param masterUsername default iadmin; its password is made and kept by RDS in Secrets Manager
 * @param multiAz a standby in a second zone; default true
 * @param backupRetentionDays 1 to 35; default 7
 * @param deletionProtection refused deletion both at RDS and by the engine ({@code protect});
 *     default true
 * @param finalSnapshot a snapshot before deletion; default true
 * @param logRetention of the exported PostgreSQL and upgrade logs; default 30 days
 */
public record DatabaseSettings(
    InstanceClass instanceClass,
    PostgresVersion version,
    int storageGib,
    DatabaseName databaseName,
    MasterUsername masterUsername,
    boolean multiAz,
    int backupRetentionDays,
    boolean deletionProtection,
    boolean finalSnapshot,
    LogRetention logRetention) {

  public DatabaseSettings {
    requireStorage(storageGib);
    requireBackups(backupRetentionDays);
  }

  private static int requireStorage(int gib) {
    return InvalidValue.requireBetween(gib, 20, 65_536, "be 20 to 65536 GiB of gp3 storage");
  }

  // RDS takes 0 for "no backups"; a database without them cannot be restored to a point in time.
  private static int requireBackups(int days) {
    return InvalidValue.requireBetween(days, 1, 35, "be 1 to 35 days of backups");
  }

  public static Builder builder() {
    return new Builder();
  }

  /** This database, placed in {@code network}. */
  public DatabaseArgs in(Network network) {
    return new DatabaseArgs(this, network);
  }

  /** Builds {@link DatabaseSettings}; whatever is not set keeps its default. */
  public static final class Builder {
    private InstanceClass instanceClass = new InstanceClass("db.t4g.small");
    private PostgresVersion version = new PostgresVersion("17");
    private int storageGib = 20;
    private DatabaseName databaseName = new DatabaseName("campaign_system");
    private MasterUsername masterUsername = new MasterUsername("iadmin");
    private boolean multiAz = true;
    private int backupRetentionDays = 7;
    private boolean deletionProtection = true;
    private boolean finalSnapshot = true;
    private LogRetention logRetention = new LogRetention(30);

    private Builder() {}

    public Builder instanceClass(InstanceClass instanceClass) {
      this.instanceClass = instanceClass;
      return this;
    }

    public Builder version(PostgresVersion version) {
      this.version = version;
      return this;
    }

    public Builder storageGib(int storageGib) {
      this.storageGib = requireStorage(storageGib);
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

    public Builder multiAz(boolean multiAz) {
      this.multiAz = multiAz;
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

    public Builder logRetention(LogRetention logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    public DatabaseSettings build() {
      return new DatabaseSettings(
          instanceClass,
          version,
          storageGib,
          databaseName,
          masterUsername,
          multiAz,
          backupRetentionDays,
          deletionProtection,
          finalSnapshot,
          logRetention);
    }
  }
}
