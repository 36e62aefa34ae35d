package io.datatier.rehearsal.login;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The content of a database secret. The password is made for one rehearsal and never shown. */
record Credentials(String username, String password) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** The same user with a new password. */
  static Credentials anew(String username) {
    var bytes = new byte[20];
    RANDOM.nextBytes(bytes);
    return new Credentials(username, HexFormat.of().formatHex(bytes));
  }

  static Credentials parse(String json) {
    var secret = JsonParser.parseString(json).getAsJsonObject();
    return new Credentials(
        secret.get("username").getAsString(), secret.get("password").getAsString());
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
