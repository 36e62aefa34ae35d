package io.datatier.migrations;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/**
 * The content of a database secret, in the JSON that RDS Proxy reads: {@code username} and {@code
 * password} (RDS user guide, "Setting up database credentials for RDS Proxy").
 */
record Credentials(String username, String password) {

  /** Reads the value of the secret {@code arn}. */
  static Credentials parse(String arn, String json) {
    try {
      if (JsonParser.parseString(json) instanceof JsonObject secret) {
        return new Credentials(text(arn, secret, "username"), text(arn, secret, "password"));
      }
    } catch (JsonParseException quotesTheSecret) {
      throw unreadable(arn);
    }
    throw unreadable(arn);
  }

  private static String text(String arn, JsonObject secret, String key) {
    if (secret.get(key) instanceof JsonPrimitive value && !value.getAsString().isEmpty()) {
      return value.getAsString();
    }
    throw unreadable(arn);
  }

  private static MigrationFailed unreadable(String arn) {
    return new MigrationFailed(
        "The secret "
            + arn
            + " is not JSON with a username and a password. Store such a value, or delete its"
            + " value and let the next run write one.");
  }

  String json() {
    var secret = new JsonObject();
    secret.addProperty("username", username);
    secret.addProperty("password", password);
    return secret.toString();
  }

  @Override
  public String toString() {
    return "Credentials of " + username;
  }
}
