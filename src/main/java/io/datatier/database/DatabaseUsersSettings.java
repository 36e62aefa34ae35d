package io.datatier.database;

import io.datatier.encryption.EncryptionKeys;
import io.datatier.values.InvalidValue;
import java.util.List;

/**
 * The users that applications log in as.
 *
 * @param users all of different names, at most {@value #MOST}; without any, applications log in as
 *     the master user
 * @param recoveryWindowDays how long Secrets Manager keeps a deleted secret, 7 to 30 days, or 0 for
 *     not at all (Secrets Manager API, DeleteSecret). Until then nobody can make a secret of the
 *     same name.
 */
public record DatabaseUsersSettings(List<DatabaseUser> users, int recoveryWindowDays) {

  /** As many users as a proxy can know (RDS API, CreateDBProxy, Auth). */
  public static final int MOST = 200;

  public DatabaseUsersSettings {
    users = List.copyOf(users);
    InvalidValue.requireBetween(users.size(), 0, MOST, "be 0 to 200 users of a proxy");
    if (recoveryWindowDays != 0) {
      InvalidValue.requireBetween(recoveryWindowDays, 7, 30, "be 0 or 7 to 30 days");
    }
  }

  /** These users, in {@code database}. */
  public DatabaseUsersArgs of(PostgresDatabase database, EncryptionKeys keys) {
    return new DatabaseUsersArgs(this, database, keys);
  }
}
