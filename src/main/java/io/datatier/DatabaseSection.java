package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Key;
import io.datatier.config.Section;
import io.datatier.config.Section.Alternative;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.InstanceClass;
import io.datatier.database.MasterUsername;
import io.datatier.database.PostgresVersion;
import io.datatier.database.Topology;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code datatier:database}. */
final class DatabaseSection {

  private static final String POSTGRES = "postgres";
  private static final String AURORA = "aurora-postgresql";

  private static final Pattern OF_AURORA =
      Pattern.compile("(?!db\\.m)(?!.*\\.(?:nano|micro|small)$).*");

  private static final Setting<String> ENGINE =
      Setting.choice("engine", List.of(POSTGRES, AURORA), engine -> engine)
          .allowing("; an RDS instance or an Aurora cluster")
          .byDefault(POSTGRES);
  private static final Setting<InstanceClass> INSTANCE_CLASS =
      Setting.text("instanceClass", InstanceClass::new)
          .like(InstanceClass.LAWFUL)
          .allowing("a DB instance class that the engine has")
          .otherwise("db.t4g.small, for Aurora db.t4g.medium");
  private static final Setting<PostgresVersion> VERSION =
      Setting.text("version", PostgresVersion::new)
          .like(PostgresVersion.LAWFUL)
          .allowing("11 to 17, with a minor version or without")
          .byDefault("17");
  private static final Setting<Integer> STORAGE_GIB =
      Setting.integer("storageGib")
          .between(20, 65_536)
          .allowing(" GiB of gp3, for `postgres`; Aurora's storage grows by itself")
          .byDefault("20");
  private static final Setting<Integer> READERS =
      Setting.integer("readers")
          .between(0, 15)
          .allowing(", for `aurora-postgresql`; the first takes the writer's place if it fails")
          .otherwise("1");
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
  private static final Setting<Integer> MAX_CONNECTIONS =
      Setting.integer("maxConnections")
          .between(6, 262_143)
          .allowing("; PostgreSQL's `max_connections`")
          .otherwise("what RDS computes from the class's memory");
  private static final Setting<Boolean> MULTI_AZ =
      Setting.bool("multiAz")
          .allowing(", for `postgres`; a standby in a second zone")
          .byDefault("true");
  private static final Setting<Integer> BACKUP_RETENTION_DAYS =
      Setting.integer("backupRetentionDays").between(1, 35).byDefault("7");
  private static final Setting<Boolean> DELETION_PROTECTION =
      Setting.bool("deletionProtection")
          .allowing("; also protects the database in Pulumi")
          .byDefault("true");
  private static final Setting<Boolean> FINAL_SNAPSHOT =
      Setting.bool("finalSnapshot").allowing("; a snapshot before deletion").byDefault("true");
  private static final Setting<RdsName> FINAL_SNAPSHOT_NAME =
      Setting.text("finalSnapshotName", RdsName::new)
          .like(RdsName.LAWFUL)
          .allowing("a name that no snapshot has yet, or the database cannot be deleted")
          .otherwise("the database's name and `-final`");

  private static final Alternative MADE =
      Alternative.of(
          "A database to be made",
          ENGINE,
          INSTANCE_CLASS,
          VERSION,
          STORAGE_GIB,
          READERS,
          DATABASE_NAME,
          MASTER_USERNAME,
          MAX_CONNECTIONS,
          MULTI_AZ,
          BACKUP_RETENTION_DAYS,
          DELETION_PROTECTION,
          FINAL_SNAPSHOT,
          FINAL_SNAPSHOT_NAME);
  private static final Alternative EXISTING =
      Alternative.of("A database that exists", ExistingDatabaseSection.KEYS);

  static final Section KEYS =
      Section.either(
          "database",
          "the database; behind a proxy that exists, `databaseName` alone",
          MADE,
          EXISTING);

  private DatabaseSection() {}

  static Optional<DatabaseSource> read(ConfigObject database, LogRetention retention) {
    if (database.has(ExistingDatabaseSection.KEYS)) {
      database.settleOn(
          EXISTING,
          "belongs to a database to be made, but existing names one that exists; remove one of the"
              + " two");
      return database.object(ExistingDatabaseSection.KEYS, ExistingDatabaseSection::read);
    }
    return made(database, retention);
  }

  /** The name of the database behind a proxy that exists, and nothing else of it. */
  static Optional<DatabaseName> readName(ConfigObject database) {
    KEYS.keys().stream()
        .filter(key -> !key.equals(DATABASE_NAME))
        .filter(database::has)
        .forEach(
            key ->
                database.refuse(
                    key,
                    "belongs to a database behind a proxy to be made, but datatier:proxy.existing"
                        + " names one that exists; remove one of the two"));
    return database.read(DATABASE_NAME);
  }

  private static Optional<DatabaseSource> made(ConfigObject database, LogRetention retention) {
    var settings = DatabaseSettings.builder().logRetention(retention);
    var engine = database.read(ENGINE);
    var aurora = engine.filter(AURORA::equals).isPresent();
    database.read(INSTANCE_CLASS, it -> settings.instanceClass(aurora ? requireOfAurora(it) : it));
    database.read(VERSION, settings::version);
    if (engine.isEmpty()) {
      // Nobody knows which of them are for the engine that was meant.
      Stream.of(READERS, STORAGE_GIB, MULTI_AZ).forEach(database::read);
    } else {
      (aurora ? cluster(database) : instance(database)).ifPresent(settings::topology);
    }
    database.read(DATABASE_NAME, settings::databaseName);
    database.read(MASTER_USERNAME, settings::masterUsername);
    database.read(MAX_CONNECTIONS, settings::maxConnections);
    database.read(BACKUP_RETENTION_DAYS, settings::backupRetentionDays);
    database.read(DELETION_PROTECTION, settings::deletionProtection);
    var kept = database.read(FINAL_SNAPSHOT);
    kept.ifPresent(settings::finalSnapshot);
    database.read(FINAL_SNAPSHOT_NAME, settings::finalSnapshotName);
    if (kept.equals(Optional.of(false))) {
      refuse(database, "names a snapshot, but finalSnapshot is false", FINAL_SNAPSHOT_NAME);
    }
    return database.ifFaultless(settings::build);
  }

  private static Optional<Topology> cluster(ConfigObject database) {
    refuse(
        database, "is for the engine postgres; an Aurora cluster has none", STORAGE_GIB, MULTI_AZ);
    return database.has(READERS)
        ? database.read(READERS, Topology.AuroraCluster::new)
        : Optional.of(new Topology.AuroraCluster(1));
  }

  // Aurora user guide, "DB instance classes": T classes from medium up.
  private static InstanceClass requireOfAurora(InstanceClass instanceClass) {
    InvalidValue.requireMatch(
        instanceClass.value(),
        OF_AURORA,
        "be a class that Aurora PostgreSQL has, of which db.t4g.medium is the smallest");
    return instanceClass;
  }

  private static Optional<Topology> instance(ConfigObject database) {
    refuse(database, "is for the engine aurora-postgresql; an RDS instance has none", READERS);
    var storage = database.read(STORAGE_GIB, it -> new Topology.SingleInstance(it, true));
    var multiAz = database.read(MULTI_AZ);
    return storage.flatMap(
        it -> multiAz.map(standby -> new Topology.SingleInstance(it.storageGib(), standby)));
  }

  private static void refuse(ConfigObject database, String problem, Key... keys) {
    Stream.of(keys).filter(database::has).forEach(key -> database.refuse(key, problem));
  }
}
