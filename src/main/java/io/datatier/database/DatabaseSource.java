package io.datatier.database;

import io.datatier.capacity.DatabaseTarget;
import io.datatier.component.LogGroups;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import java.util.List;
import java.util.Optional;

/** The database of a stack: a new one or an existing one. */
public sealed interface DatabaseSource permits DatabaseSettings, ExistingDatabaseSettings {

  /** The first database in it. */
  DatabaseName databaseName();

  /** The master user. */
  MasterUsername masterUsername();

  /** Whether it is an instance or a cluster. */
  DatabaseKind kind();

  /** Whether it has readers, which a read-only endpoint needs. */
  boolean hasReaders();

  /** The settings of a new database; empty for an existing one. */
  Optional<DatabaseSettings> created();

  /**
   * The database {@code name} in {@code network}, encrypted with {@code keys}, writing to {@code
   * logs}; creates nothing for one managed elsewhere.
   *
   * @param running the database, if it exists
   */
  PostgresDatabase in(
      String name,
      Optional<RunningDatabase> running,
      Network network,
      EncryptionKeys keys,
      LogGroups logs);

  /**
   * The ids of its security groups, as far as they are known before it is made.
   *
   * @param running the database, if it exists
   */
  List<String> securityGroups(Optional<RunningDatabase> running);

  /** The input of the capacity plan. */
  DatabaseTarget target();
}
