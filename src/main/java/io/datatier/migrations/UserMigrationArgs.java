package io.datatier.migrations;

import com.pulumi.core.Output;
import io.datatier.clients.Artifact;
import io.datatier.component.LogGroups;
import io.datatier.database.DatabaseComponent;
import io.datatier.database.DatabaseUsers;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import java.util.Optional;

/**
 * The function, and whom it makes where.
 *
 * @param artifact what {@code make migrations} builds
 * @param users at least one
 * @param logRetention of its log
 * @param logKey the KMS key of its log; without one CloudWatch Logs uses its own
 */
public record UserMigrationArgs(
    Artifact artifact,
    DatabaseComponent database,
    DatabaseUsers users,
    LogRetention logRetention,
    Optional<Output<String>> logKey) {

  public UserMigrationArgs {
    if (users.sql().isEmpty()) {
      throw new InvalidValue("[]", "list at least one user for a function to make");
    }
  }

  /** The function that makes {@code users} in {@code database}. */
  public static UserMigrationArgs of(
      Artifact artifact, DatabaseComponent database, DatabaseUsers users) {
    return new UserMigrationArgs(artifact, database, users, LogRetention.USUAL, Optional.empty());
  }

  /** The same function, its log kept for {@code retention}. */
  public UserMigrationArgs keepingLogs(LogRetention retention) {
    return new UserMigrationArgs(artifact, database, users, retention, logKey);
  }

  /** The same function, its log encrypted with {@code keys}. */
  public UserMigrationArgs encryptedWith(EncryptionKeys keys) {
    return new UserMigrationArgs(artifact, database, users, logRetention, keys.logs());
  }

  LogGroups logGroups() {
    return new LogGroups(logRetention, logKey);
  }
}
