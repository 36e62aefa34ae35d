package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a PostgreSQL role that an application logs in as: 1 to 63 lower-case letters, digits
 * and underscores (PostgreSQL manual, "Identifiers and Key Words"). PostgreSQL would take upper
 * case in quotes, but folds it away without them, so that one tool finds the role and the next does
 * not. {@code public} and {@code none} name no role, {@code pg_} begins PostgreSQL's own (manual,
 * CREATE ROLE), and {@code rds_} and {@code rdsadmin} and its kin are those of RDS.
 */
public record DatabaseUsername(String value) {

  /** Matches every valid name and a few reserved ones. */
  public static final Pattern VALID = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private static final Pattern KEPT =
      Pattern.compile("pg_.*|rds_.*|rds(?:admin|repladmin|topmgr|proxyadmin|writeforwarduser)");
  private static final Set<String> NOBODY = Set.of("public", "none");

  public DatabaseUsername {
    if (!VALID.matcher(value).matches()
        || KEPT.matcher(value).matches()
        || NOBODY.contains(value)
        || ReservedWords.POSTGRESQL.contains(value)) {
      throw new InvalidValue(
          value,
          "be 1 to 63 lower-case letters, digits and underscores, start with a letter or an"
              + " underscore and not be a name that RDS or PostgreSQL reserves");
    }
  }
}
