package io.datatier.migrations;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The function's input.
 *
 * @param sql run first, as the master user
 * @param users whose passwords are then set from their secrets
 */
record MigrationEvent(String sql, List<UserSecret> users) {

  /** A database user and the secret that holds its credentials. */
  record UserSecret(String name, String secretArn) {}

  static MigrationEvent parse(String json) {
    try {
      if (JsonParser.parseString(json) instanceof JsonObject event
          && event.get("users") instanceof JsonArray list) {
        var users = new ArrayList<UserSecret>();
        for (var element : list) {
          users.add(new UserSecret(text(element, "name"), text(element, "secretArn")));
        }
        return new MigrationEvent(text(event, "sql"), List.copyOf(users));
      }
    } catch (JsonParseException noJson) {
      throw malformed();
    }
    throw malformed();
  }

  private static String text(@Nullable JsonElement object, String key) {
    if (object instanceof JsonObject fields && fields.get(key) instanceof JsonPrimitive value) {
      return value.getAsString();
    }
    throw malformed();
  }

  private static MigrationFailed malformed() {
    return new MigrationFailed(
        "The event must be {\"sql\": \"…\", \"users\": [{\"name\": \"…\", \"secretArn\": \"…\"}]}.");
  }
}
