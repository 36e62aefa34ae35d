package io.datatier.database;

import io.datatier.values.InvalidValue;
import java.util.regex.Pattern;

/**
 * The name of a PostgreSQL role that exists already: 1 to 63 letters, digits and underscores, as in
 * every {@link DatabaseUsername} and {@link MasterUsername}. Upper case is lawful: a login sends
 * the name as it stands, and PostgreSQL folds it in SQL alone (manual, "Identifiers and Key
 * Words").
 */
public record RoleName(String value) {

  /** Matches every valid name. */
  public static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  public RoleName {
    if (!VALID.matcher(value).matches()) {
      throw new InvalidValue(
          value,
          "be 1 to 63 letters, digits and underscores and start with a letter or an underscore");
    }
  }
}
