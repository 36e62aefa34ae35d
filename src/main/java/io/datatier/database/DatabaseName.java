package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of the first database (RDS API, CreateDBInstance, DBName for PostgreSQL): 1 to 63
 * letters, digits and underscores, not a reserved word.
 */
public record DatabaseName(String value) {

  /** Matches every valid name and a few reserved ones. */
  public static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  public DatabaseName {
    if (!VALID.matcher(value).matches()
        || ReservedWords.POSTGRESQL.contains(value.toLowerCase(Locale.ROOT))) {
      throw new InvalidValue(
          value,
          "be 1 to 63 letters, digits and underscores, start with a letter or an underscore and"
              + " not be a reserved word of PostgreSQL");
    }
  }
}
