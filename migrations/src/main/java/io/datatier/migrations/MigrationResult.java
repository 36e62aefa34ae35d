package io.datatier.migrations;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * The function's output.
 *
 * @param users whose passwords were set from their secrets
 * @param created how many of the secrets had no value before
 */
record MigrationResult(List<String> users, int created) {

  String json() {
    var names = new JsonArray();
    users.forEach(names::add);
    var result = new JsonObject();
    result.add("users", names);
    result.addProperty("created", created);
    return result.toString();
  }
}
