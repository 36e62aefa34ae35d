package io.datatier.database;

import io.datatier.encryption.EncryptionKeys;

/** Users, the database that they belong to, and the keys that encrypt their secrets. */
public record DatabaseUsersArgs(
    DatabaseUsersSettings settings, PostgresDatabase database, EncryptionKeys keys) {}
