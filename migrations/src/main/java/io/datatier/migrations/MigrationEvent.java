package io.datatier.migrations;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The function's input. It names a migration that the function contains, and never brings SQL.
 *
 * @param users whom the migration {@code users} creates
 */
record MigrationEvent(List<User> users) {

  private static final String ONLY_MIGRATION = "users";
  private static final Set<String> ACCESSES = Set.of("readWrite", "readOnly");

  /**
   * A database user.
   *
   * @param access readWrite or readOnly
   * @param secretArn of the secret that holds its credentials
   */
  record User(String name, String access, String secretArn) {}

  static MigrationEvent parse(String json) {
    var event = object(parsed(json), Set.of("migration", "users"));
    var migration = text(event, "migration");
    if (!migration.equals(ONLY_MIGRATION)) {
      throw new MigrationFailed(
          "There is no migration " + new Gson().toJson(migration) + ", only \"users\".");
    }
    if (!(event.get("users") instanceof JsonArray list)) {
      throw malformed();
    }
    var users = new ArrayList<User>();
    for (var element : list) {
      users.add(user(object(element, Set.of("name", "access", "secretArn"))));
    }
    return new MigrationEvent(List.copyOf(users));
  }

  /** The names and accesses as JSON, for the migration's SQL. */
  String json() {
    var list = new JsonArray();
    for (var user : users) {
      var entry = new JsonObject();
      entry.addProperty("name", user.name());
      entry.addProperty("access", user.access());
      list.add(entry);
    }
    return list.toString();
  }

  private static User user(JsonObject fields) {
    var user = new User(text(fields, "name"), text(fields, "access"), text(fields, "secretArn"));
    if (!ACCESSES.contains(user.access())) {
      throw malformed();
    }
    return user;
  }

  private static JsonElement parsed(String json) {
    try {
      return JsonParser.parseString(json);
    } catch (JsonParseException noJson) {
      throw malformed();
    }
  }

  private static JsonObject object(JsonElement element, Set<String> keys) {
    if (element instanceof JsonObject object && object.keySet().equals(keys)) {
      return object;
    }
    throw malformed();
  }

  private static String text(JsonObject fields, String key) {
    if (fields.get(key) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw malformed();
  }

  private static MigrationFailed malformed() {
    return new MigrationFailed(
        "The event must be {\"migration\": \"users\", \"users\": [{\"name\": \"…\", \"access\":"
            + " \"readWrite\" or \"readOnly\", \"secretArn\": \"…\"}]}, and nothing else.");
  }
}
