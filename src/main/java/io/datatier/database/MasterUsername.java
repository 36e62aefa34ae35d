package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The master user (RDS API, CreateDBInstance, MasterUsername): 1 to 63 letters, digits and
 * underscores, first a letter, not a reserved word. RDS keeps {@code rdsadmin} for itself and
 * refuses {@code admin}; PostgreSQL keeps everything that begins with {@code pg_}.
 */
public record MasterUsername(String value) {

  /** Matches every valid name and a few reserved ones. */
  public static final Pattern VALID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

  private static final Set<String> TAKEN = Set.of("admin", "rdsadmin", "rdsrepladmin");

  public MasterUsername {
    var name = value.toLowerCase(Locale.ROOT);
    if (!VALID.matcher(value).matches()
        || TAKEN.contains(name)
        || name.startsWith("pg_")
        || ReservedWords.POSTGRESQL.contains(name)) {
      throw new InvalidValue(
          value,
          "be 1 to 63 letters, digits and underscores, start with a letter and not be a name that"
              + " RDS or PostgreSQL reserves");
    }
  }

  /**
   * Refuses a user that may be this one. To PostgreSQL, names that differ in case are two roles,
   * but SQL without quotes folds them into one, and RDS does not document in which form it creates
   * its master user.
   */
  void requireAnother(DatabaseUsername user) {
    if (value.toLowerCase(Locale.ROOT).equals(user.value())) {
      throw new InvalidValue(
          user.value(), "not be the master user, which exists with the database");
    }
  }
}
