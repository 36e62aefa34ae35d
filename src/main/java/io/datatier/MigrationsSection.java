package io.datatier;

import io.datatier.clients.Artifact;
import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUsersSettings;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.migrations.UserMigrationSettings;
import io.datatier.values.LogRetention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code datatier:migrations}. */
final class MigrationsSection {

  private static final Setting<Boolean> RUN =
      Setting.bool("run")
          .allowing("; a function makes `datatier:users` and their passwords on `up`")
          .otherwise("true where there is an artifact");
  private static final Setting<Artifact> ARTIFACT =
      Setting.text("artifact", Artifact::path)
          .allowing("the function's code, seen from the project")
          .otherwise(
              "`%s`, which `make migrations` builds"
                  .formatted(UserMigrationSettings.BUILT_ARTIFACT));

  static final Section KEYS =
      Section.of(
          "migrations",
          "who makes the users of the database: a function, or without one whoever runs the output"
              + " `database_users_sql`",
          RUN,
          ARTIFACT);

  private MigrationsSection() {}

  /** Empty if nothing of the kind is asked for, or if it is refused. */
  static Optional<UserMigrationSettings> read(
      ConfigObject migrations,
      LogRetention retention,
      Optional<DatabaseSource> database,
      Optional<DatabaseUsersSettings> users) {
    var artifact = migrations.read(ARTIFACT);
    if (!migrations.read(RUN).orElse(migrations.has(ARTIFACT))) {
      return Optional.empty();
    }
    var asked = migrations.has(RUN) ? RUN : ARTIFACT;
    if (users.filter(it -> it.users().isEmpty()).isPresent()) {
      migrations.refuse(asked, "asks for users to be made: list them as datatier:users");
    }
    if (database.filter(ExistingDatabaseSettings.class::isInstance).isPresent()) {
      migrations.refuse(
          asked,
          "asks for users in a database that somebody else keeps: have its master user run the"
              + " output database_users_sql instead");
    }
    return (migrations.has(ARTIFACT) ? artifact : built(migrations))
        .map(code -> new UserMigrationSettings(code, retention));
  }

  private static Optional<Artifact> built(ConfigObject migrations) {
    if (!Files.exists(Path.of(UserMigrationSettings.BUILT_ARTIFACT))) {
      migrations.refuse(
          RUN,
          "needs %s: build it with make migrations, or name an artifact"
              .formatted(UserMigrationSettings.BUILT_ARTIFACT));
      return Optional.empty();
    }
    return Optional.of(Artifact.path(UserMigrationSettings.BUILT_ARTIFACT));
  }
}
