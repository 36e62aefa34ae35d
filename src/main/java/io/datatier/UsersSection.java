package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.SectionList;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseAccess;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.database.DatabaseUsername;
import io.datatier.database.DatabaseUsersSettings;
import io.datatier.database.UserSql;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code datatier:users} and how long their secrets outlive them. */
final class UsersSection {

  private static final Setting<DatabaseUsername> NAME =
      Setting.text("name", DatabaseUsername::new)
          .like(DatabaseUsername.LAWFUL)
          .allowing("1 to 63 lower-case letters, digits and `_`; not the master user")
          .required("the user's name in PostgreSQL");
  private static final Setting<DatabaseAccess> ACCESS =
      Setting.choice("access", List.of(DatabaseAccess.values()), UsersSection::text)
          .allowing("; to the rows of the tables, never to their shape")
          .byDefault("readWrite");

  static final SectionList KEYS =
      Section.of(
              "users",
              "the users that applications log in as; without any, they share the master user",
              NAME,
              ACCESS)
          .listed(0, DatabaseUsersSettings.MOST);

  static final Setting<Integer> SECRET_RECOVERY_DAYS =
      Setting.integer("secretRecoveryDays")
          .oneOf(IntStream.concat(IntStream.of(0), IntStream.rangeClosed(7, 30)).boxed().toList())
          .allowing("0 or 7 to 30; so long the secret of a deleted user can be brought back")
          .byDefault("30");

  private UsersSection() {}

  /** The users that are asked for; empty if one of them is refused. */
  static Optional<DatabaseUsersSettings> read(
      ConfigObject root, Optional<DatabaseSource> database) {
    var users = root.objects(KEYS, UsersSection::user).or(() -> nobody(root));
    var settings =
        root.read(SECRET_RECOVERY_DAYS, days -> new DatabaseUsersSettings(List.of(), days));
    return users.flatMap(
        listed ->
            settings.flatMap(
                it ->
                    root.together(KEYS, () -> lawful(listed, it.recoveryWindowDays(), database))));
  }

  private static Optional<List<DatabaseUser>> nobody(ConfigObject root) {
    return root.has(KEYS) ? Optional.empty() : Optional.of(List.of());
  }

  private static Optional<DatabaseUser> user(ConfigObject user) {
    var name = user.read(NAME);
    var access = user.read(ACCESS);
    return name.flatMap(lawful -> access.map(its -> new DatabaseUser(lawful, its)));
  }

  // The component makes the same SQL, and would be the first to see that it cannot.
  private static DatabaseUsersSettings lawful(
      List<DatabaseUser> users, int recoveryWindowDays, Optional<DatabaseSource> database) {
    database.ifPresent(it -> new UserSql(it.databaseName(), it.masterUsername(), users));
    return new DatabaseUsersSettings(users, recoveryWindowDays);
  }

  private static String text(DatabaseAccess access) {
    return switch (access) {
      case READ_WRITE -> "readWrite";
      case READ_ONLY -> "readOnly";
    };
  }
}
