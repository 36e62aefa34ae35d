package io.datatier.proof.login;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.datatier.proof.load.Credentials;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

/** A user's password, which is shown nowhere. */
public record Password(String user, String password) implements Credentials {

  private static final TypeAdapter<JsonObject> JSON = new Gson().getAdapter(JsonObject.class);

  /**
   * User and password in the text of a secret; empty if it is not as RDS Proxy needs it: JSON with
   * {@code username} and {@code password}, which are strings and not empty (RDS user guide,
   * "Setting up database credentials for RDS Proxy").
   */
  public static Optional<Password> in(String secret) {
    try (var reader = new JsonReader(new StringReader(secret))) {
      reader.setStrictness(Strictness.STRICT);
      var json = JSON.read(reader);
      return reader.peek() == JsonToken.END_DOCUMENT && json != null
          ? text(json, "username")
              .flatMap(user -> text(json, "password").map(word -> new Password(user, word)))
          : Optional.empty();
    } catch (IOException | JsonParseException noJson) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonObject json, String member) {
    return Optional.ofNullable(json.get(member))
        .filter(value -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isString())
        .map(value -> value.getAsString())
        .filter(value -> !value.isEmpty());
  }

  @Override
  public String toString() {
    return "the password of " + user;
  }
}
