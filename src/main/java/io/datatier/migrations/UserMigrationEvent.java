package io.datatier.migrations;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.pulumi.core.Output;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseUser;
import io.datatier.database.DatabaseUsers;
import java.util.List;

/** The event that the function is invoked with; {@code migrations/} documents how it reads it. */
final class UserMigrationEvent {

  private UserMigrationEvent() {}

  /**
   * The event as JSON. It names the migration that the function contains, and says where the
   * passwords are kept; it contains neither SQL nor passwords.
   */
  static Output<String> of(DatabaseUsers users) {
    var secrets =
        users.applications().stream().map(DatabaseLogin::secret).map(secret -> secret.arn());
    return Output.all(secrets.toList()).applyValue(arns -> json(users.requested(), arns));
  }

  private static String json(List<DatabaseUser> asked, List<String> secretArns) {
    var users = new JsonArray();
    for (var index = 0; index < asked.size(); index++) {
      var user = new JsonObject();
      user.addProperty("name", asked.get(index).name().value());
      user.addProperty("access", asked.get(index).access().text());
      user.addProperty("secretArn", secretArns.get(index));
      users.add(user);
    }
    var event = new JsonObject();
    event.addProperty("migration", "users");
    event.add("users", users);
    return event.toString();
  }
}
