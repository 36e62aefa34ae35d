package io.datatier.database;

import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;

/** Where the database of a stack comes from: made here, or there already. */
public sealed interface DatabaseSource permits DatabaseSettings, ExistingDatabaseSettings {

  /** The first database in it. */
  DatabaseName databaseName();

  /** The master user. */
  MasterUsername masterUsername();

  /**
   * The database under the name {@code name}, in {@code network}, encrypted with {@code keys};
   * makes nothing for one that exists.
   */
  PostgresDatabase create(String name, Network network, EncryptionKeys keys);
}
