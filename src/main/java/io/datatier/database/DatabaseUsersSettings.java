package io.datatier.database;

import io.datatier.encryption.EncryptionKeys;
import io.datatier.values.InvalidValue;
import java.util.List;

/**
 * The users that applications log in as.
 *
 * @param users all of different names; without any, applications log in as the master user
 * @param recoveryWindowDays how long Secrets Manager keeps a deleted secret, 7 to 30 days, or 0 for
 *     not at all (Secrets Manager API, DeleteSecret). Until then nobody can make a secret of the
 *     same name.
 */
public record DatabaseUsersSettings(List<DatabaseUser> users, int recoveryWindowDays) {

  public DatabaseUsersSettings {
    users = List.copyOf(users);
    if (recoveryWindowDays != 0) {
      InvalidValue.requireBetween(recoveryWindowDays, 7, 30, "be 0 or 7 to 30 days");
    }
  }

  /** These users, in {@code database}. */
  public DatabaseUsersArgs of(PostgresDatabase database, EncryptionKeys keys) {
    return new DatabaseUsersArgs(this, database, keys);
  }
}
