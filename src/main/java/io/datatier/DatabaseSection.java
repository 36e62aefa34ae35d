package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.InstanceClass;
import io.datatier.database.MasterUsername;
import io.datatier.database.PostgresVersion;
import io.datatier.database.Topology;
import io.datatier.values.LogRetention;

/** {@code datatier:database}. */
final class DatabaseSection {

  private static final Setting<InstanceClass> INSTANCE_CLASS =
      Setting.text("instanceClass", InstanceClass::new)
          .like(InstanceClass.LAWFUL)
          .allowing("a DB instance class")
          .byDefault("db.t4g.small");
  private static final Setting<PostgresVersion> VERSION =
      Setting.text("version", PostgresVersion::new)
          .like(PostgresVersion.LAWFUL)
          .allowing("11 to 17, with a minor version or without")
          .byDefault("17");
  private static final Setting<Integer> STORAGE_GIB =
      Setting.integer("storageGib").between(20, 65_536).allowing(" GiB of gp3").byDefault("20");
  private static final Setting<DatabaseName> DATABASE_NAME =
      Setting.text("databaseName", DatabaseName::new)
          .like(DatabaseName.LAWFUL)
          .allowing("what RDS takes for PostgreSQL")
          .byDefault("campaign_system");
  private static final Setting<MasterUsername> MASTER_USERNAME =
      Setting.text("masterUsername", MasterUsername::new)
          .like(MasterUsername.LAWFUL)
          .allowing("what RDS takes for PostgreSQL; the password is made and kept by RDS")
          .byDefault("iadmin");
  private static final Setting<Boolean> MULTI_AZ =
      Setting.bool("multiAz").allowing("; a standby in a second zone").byDefault("true");
  private static final Setting<Integer> BACKUP_RETENTION_DAYS =
      Setting.integer("backupRetentionDays").between(1, 35).byDefault("7");
  private static final Setting<Boolean> DELETION_PROTECTION =
      Setting.bool("deletionProtection")
          .allowing("; also protects the database in Pulumi")
          .byDefault("true");
  private static final Setting<Boolean> FINAL_SNAPSHOT =
      Setting.bool("finalSnapshot").allowing("; a snapshot before deletion").byDefault("true");

  static final Section KEYS =
      Section.of(
          "database",
          "the RDS instance",
          INSTANCE_CLASS,
          VERSION,
          STORAGE_GIB,
          DATABASE_NAME,
          MASTER_USERNAME,
          MULTI_AZ,
          BACKUP_RETENTION_DAYS,
          DELETION_PROTECTION,
          FINAL_SNAPSHOT);

  private DatabaseSection() {}

  static DatabaseSettings read(ConfigObject database, LogRetention retention) {
    var settings = DatabaseSettings.builder().logRetention(retention);
    database.read(INSTANCE_CLASS, settings::instanceClass);
    database.read(VERSION, settings::version);
    var storage = database.read(STORAGE_GIB, it -> new Topology.SingleInstance(it, true));
    var multiAz = database.read(MULTI_AZ);
    storage.ifPresent(
        it ->
            multiAz.ifPresent(
                standby ->
                    settings.topology(new Topology.SingleInstance(it.storageGib(), standby))));
    database.read(DATABASE_NAME, settings::databaseName);
    database.read(MASTER_USERNAME, settings::masterUsername);
    database.read(BACKUP_RETENTION_DAYS, settings::backupRetentionDays);
    database.read(DELETION_PROTECTION, settings::deletionProtection);
    database.read(FINAL_SNAPSHOT, settings::finalSnapshot);
    return settings.build();
  }
}
