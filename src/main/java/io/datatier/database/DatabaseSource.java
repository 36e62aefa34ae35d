package io.datatier.database;

import io.datatier.capacity.DatabaseTarget;
import io.datatier.component.LogGroups;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import java.util.Optional;

/** Where the database of a stack comes from: made here, or there already. */
public sealed interface DatabaseSource permits DatabaseSettings, ExistingDatabaseSettings {

  /** The first database in it. */
  DatabaseName databaseName();

  /** The master user. */
  MasterUsername masterUsername();

  /** Whether it has instances that serve reads only, which a read-only endpoint needs. */
  boolean hasReaders();

  /** What is to be made; empty for a database that somebody else keeps. */
  Optional<DatabaseSettings> made();

  /**
   * The database {@code name} in {@code network}, encrypted with {@code keys}, writing to {@code
   * logs}; makes nothing for one that exists.
   */
  PostgresDatabase in(String name, Network network, EncryptionKeys keys, LogGroups logs);

  /** What the capacity plan reckons with. */
  DatabaseTarget target();
}
