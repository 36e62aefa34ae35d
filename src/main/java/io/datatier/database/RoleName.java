package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The name of a PostgreSQL role that exists already: 1 to 63 letters, digits and {@code _ . $ @ +
 * -}, of which it may begin with a letter, a digit or {@code _}. Upper case is lawful: a login
 * sends the name as it stands, and PostgreSQL folds it only where SQL names it without quotes
 * (manual, "Identifiers and Key Words").
 *
 * <p>In quotes PostgreSQL takes any character. Left out is what {@code rds-db:connect} would read
 * as something else in a {@code dbuser} ARN: {@code *} and {@code ?} stand for others, {@code /}
 * and {@code :} part it, braces hold a variable (IAM user guide, "IAM JSON policy elements:
 * Resource"); and blanks, quotes and letters beyond ASCII, which not every tool passes on as they
 * are.
 */
public record RoleName(String value) {

  /** Matches every valid name. */
  public static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.$@+-]{0,62}");

  public RoleName {
    if (!VALID.matcher(value).matches()) {
      throw new InvalidValue(
          value,
          "be 1 to 63 letters, digits and _ . $ @ + - and start with a letter, a digit or an"
              + " underscore");
    }
  }
}
