package io.datatier.migrations;

import io.datatier.clients.Artifact;
import io.datatier.database.DatabaseComponent;
import io.datatier.database.DatabaseUsers;
import io.datatier.values.LogRetention;
import java.util.Optional;

/**
 * The function that makes the users of a database.
 *
 * @param artifact what {@code make migrations} builds
 * @param logRetention of the function's log
 */
public record UserMigrationSettings(Artifact artifact, LogRetention logRetention) {

  /** What {@code make migrations} leaves in the project's folder. */
  public static final String BUILT_ARTIFACT = "migrations/target/function";

  /** This function, which makes {@code users} in {@code database}. */
  public UserMigrationArgs of(DatabaseComponent database, DatabaseUsers users) {
    return new UserMigrationArgs(this, database, users, Optional.empty());
  }
}
