package io.datatier.migrations;

import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.database.DatabaseComponent;
import io.datatier.database.DatabaseUsers;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.values.InvalidValue;
import java.util.Optional;

/**
 * The function, and whom it makes where.
 *
 * @param users at least one
 * @param logKey the KMS key of its log; without one CloudWatch Logs uses its own
 */
public record UserMigrationArgs(
    UserMigrationSettings settings,
    DatabaseComponent database,
    DatabaseUsers users,
    Optional<Output<String>> logKey) {

  public UserMigrationArgs {
    if (users.sql().isEmpty()) {
      throw new InvalidValue("[]", "list at least one user for a function to make");
    }
  }

  /** The same function, its log encrypted with {@code keys}. */
  public UserMigrationArgs encryptedWith(EncryptionKeys keys) {
    return new UserMigrationArgs(settings, database, users, keys.logs());
  }

  LogGroups logGroups() {
    return new LogGroups(settings.logRetention(), logKey);
  }
}
