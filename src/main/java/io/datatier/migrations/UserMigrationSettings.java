package io.datatier.migrations;

import io.datatier.clients.Artifact;
import io.datatier.config.Allows;
import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code datatier:migrations}: whether a function creates the users of the database.
 *
 * @param artifact its code
 */
public record UserMigrationSettings(
    @Otherwise("true with `datatier:users` and a new database")
        @Allows("; a function creates `datatier:users` and their passwords on `up`")
        Optional<Boolean> run,
    @Otherwise("`" + UserMigrationSettings.BUILT_ARTIFACT + "`, which `make migrations` builds")
        @Allows("the function's code, relative to the project")
        Optional<Artifact.LocalPath> artifact) {

  private static final String BUILT_ARTIFACT = "migrations/target/function";

  /**
   * What creates {@code users} of {@code database}: empty if a person does, or there are no users.
   */
  public Optional<UserMigrationSettings> requested(
      List<DatabaseUser> users, DatabaseSource database) {
    boolean runs = run.orElse(true) && !users.isEmpty() && database.created().isPresent();
    return runs ? Optional.of(this) : Optional.empty();
  }

  /** The function's code. */
  public Artifact code() {
    return artifact.<Artifact>map(it -> it).orElseGet(() -> Artifact.path(BUILT_ARTIFACT));
  }

  /** Why the project in {@code folder} has no code of the function, if it has none. */
  public Optional<String> missing(Path folder) {
    return artifact.isPresent() || Files.isDirectory(folder.resolve(BUILT_ARTIFACT))
        ? Optional.empty()
        : Optional.of(
            ("cannot find %s; build it with make migrations, or set run to false and create"
                    + " datatier:users yourself")
                .formatted(BUILT_ARTIFACT));
  }

  @Rule
  static void requireTaskToRun(
      Optional<Boolean> run, @OfStack List<DatabaseUser> users, @OfStack DatabaseSource database) {
    if (run.equals(Optional.of(true))) {
      requireUsers(true, "be false", users, database);
    }
  }

  @Rule
  static void requireUseOfArtifact(
      Optional<Artifact.LocalPath> artifact,
      Optional<Boolean> run,
      @OfStack List<DatabaseUser> users,
      @OfStack DatabaseSource database) {
    if (artifact.isPresent() && run.isEmpty()) {
      requireUsers(artifact.get().path(), "be left out", users, database);
    }
  }

  private static void requireUsers(
      Object asked, String otherwise, List<DatabaseUser> users, DatabaseSource database) {
    if (users.isEmpty()) {
      throw new InvalidValue(
          asked, otherwise + " unless datatier:users lists users for the function to create");
    }
    if (database.created().isEmpty()) {
      throw new InvalidValue(
          asked,
          otherwise
              + " for an existing database: have its master user run the output"
              + " database_users_sql instead");
    }
  }
}
