package io.datatier.migrations;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.pulumi.core.Output;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseUsers;
import java.util.List;

/** What the function is called with; its own part of the project tells how it reads it. */
final class UserMigrationEvent {

  private UserMigrationEvent() {}

  /** The event as JSON. It says where the passwords are kept and holds none. */
  static Output<String> of(DatabaseUsers users) {
    var logins = users.applications();
    return Output.all(logins.stream().map(login -> login.secret().arn()).toList())
        .applyValue(arns -> json(users.sql().orElseThrow(), logins, arns));
  }

  private static String json(String sql, List<DatabaseLogin> logins, List<String> secretArns) {
    var users = new JsonArray();
    for (var index = 0; index < logins.size(); index++) {
      var user = new JsonObject();
      user.addProperty("name", logins.get(index).username());
      user.addProperty("secretArn", secretArns.get(index));
      users.add(user);
    }
    var event = new JsonObject();
    event.addProperty("sql", sql);
    event.add("users", users);
    return event.toString();
  }
}
