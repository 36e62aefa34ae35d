package io.datatier.database;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.datatier.config.InvalidValue;
import io.datatier.text.DataFile;
import java.util.HashSet;
import java.util.List;

/**
 * The SQL that creates the users of a database and grants them what they may do, for the master
 * user to run by hand: the SQL of the migration function, after a statement that lists the users.
 *
 * <p>It grants no {@code rds_iam}, also where clients of the proxy authenticate by IAM token: the
 * proxy itself still logs in with the password of the user's secret, which a role with {@code
 * rds_iam} cannot (RDS user guide, "IAM authentication for RDS Proxy", standard mode).
 *
 * @param master who runs the SQL and owns the tables, those yet to come included
 * @param users all of different names, the master user's not among them
 */
public record UserSql(MasterUsername master, List<DatabaseUser> users) {

  private static final String STATEMENTS = "/io/datatier/migrations/users.sql";

  public UserSql {
    users = List.copyOf(users);
    var taken = new HashSet<String>();
    for (var user : users) {
      master.requireAnother(user.name());
      if (!taken.add(user.name().value())) {
        throw new InvalidValue(user.name().value(), "be listed once");
      }
    }
  }

  /** The SQL; every statement ends in a semicolon and a line break. */
  public String text() {
    return "SELECT set_config('datatier.users', '"
        + list().toString().replace("'", "''")
        + "', false);\n"
        + DataFile.text(UserSql.class, STATEMENTS);
  }

  private JsonArray list() {
    var list = new JsonArray();
    for (var user : users) {
      var entry = new JsonObject();
      entry.addProperty("name", user.name().value());
      entry.addProperty("access", user.access().text());
      list.add(entry);
    }
    return list;
  }
}
