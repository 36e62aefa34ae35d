package io.datatier.migrations;

import io.datatier.clients.Artifact;
import io.datatier.config.Allows;
import io.datatier.config.OfStack;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.values.InvalidValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code datatier:migrations}: whether a function makes the users of the database.
 *
 * @param artifact its code
 */
public record UserMigrationSettings(
    @Otherwise("true where there is an artifact")
        @Allows("; a function creates `datatier:users` and their passwords on `up`")
        Optional<Boolean> run,
    @Otherwise("`" + UserMigrationSettings.BUILT_ARTIFACT + "`, which `make migrations` builds")
        @Allows("the function's code, relative to the project")
        Optional<Artifact.LocalPath> artifact) {

  /** What {@code make migrations} leaves in the project's folder. */
  public static final String BUILT_ARTIFACT = "migrations/target/function";

  /** The code of the function that is asked for; empty if none is. */
  public Optional<Artifact> asked() {
    return run.orElse(artifact.isPresent())
        ? artifact.<Artifact>map(it -> it).or(() -> Optional.of(Artifact.path(BUILT_ARTIFACT)))
        : Optional.empty();
  }

  @Rule
  static void hasSomethingToDo(
      Optional<Boolean> run, @OfStack List<DatabaseUser> users, @OfStack DatabaseSource database) {
    if (run.equals(Optional.of(true))) {
      requireUsers(true, "be false", users, database);
    }
  }

  @Rule
  static void isCodeForSomething(
      Optional<Artifact.LocalPath> artifact,
      Optional<Boolean> run,
      @OfStack List<DatabaseUser> users,
      @OfStack DatabaseSource database) {
    if (artifact.isPresent() && run.isEmpty()) {
      requireUsers(artifact.get().path(), "be left out", users, database);
    }
  }

  @Rule
  static void isBuilt(Optional<Boolean> run, Optional<Artifact.LocalPath> artifact) {
    if (run.equals(Optional.of(true))
        && artifact.isEmpty()
        && !Files.exists(Path.of(BUILT_ARTIFACT))) {
      throw new InvalidValue(
          true,
          "be false until make migrations has built %s, or come with an artifact"
              .formatted(BUILT_ARTIFACT));
    }
  }

  private static void requireUsers(
      Object asked, String otherwise, List<DatabaseUser> users, DatabaseSource database) {
    if (users.isEmpty()) {
      throw new InvalidValue(
          asked, otherwise + " unless datatier:users lists users for the function to make");
    }
    if (database.made().isEmpty()) {
      throw new InvalidValue(
          asked,
          otherwise
              + " for an existing database: have its master user run the output"
              + " database_users_sql instead");
    }
  }
}
