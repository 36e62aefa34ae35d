package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.core.Inputs;
import java.util.regex.Pattern;

/** The rules for the master user of an instance or a cluster (RDS API, CreateDBInstance). */
final class MasterUser {

  private static final Pattern NAME = Pattern.compile("(?!(?i:admin|rdsadmin)$)[a-zA-Z]\\w{0,62}");
  private static final Pattern PASSWORD = Pattern.compile("[\\x21-\\x7E&&[^/\"@]]{8,128}");

  private MasterUser() {}

  /**
   * Validates the user.
   *
   * @param isNew whether the database starts empty; otherwise it already has a user
   * @param user the property with the name
   * @param password the property with the password
   */
  static void check(Inputs inputs, boolean isNew, String user, String password) {
    inputs
        .matches(
            user,
            NAME,
            "begin with a letter, have at most 63 letters, digits and _, and not be admin")
        .atMostOne("manageMasterUserPassword", password);
    var values = inputs.values();
    values
        .text(password)
        .filter(given -> !PASSWORD.matcher(given).matches())
        // The reason must not show the password.
        .ifPresent(
            given ->
                inputs.fail(
                    password,
                    "must have 8 to 128 printable characters other than / \" @ and space"));
    if (isNew) {
      inputs.required(user, "for a new database");
      if (!values.has(password)
          && !values.flag("manageMasterUserPassword")
          && !values.isUnknown("manageMasterUserPassword")) {
        inputs.fail(password, "is required unless manageMasterUserPassword is true");
      }
    }
  }
}
