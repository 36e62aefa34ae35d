package io.datatier.proof.login;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.proof.load.Credentials;
import java.io.IOException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** User and password in a secret, as RDS Proxy wants them. */
public final class SecretOfUser {

  private SecretOfUser() {}

  /**
   * Reads them from AWS Secrets Manager, once, with the keys that the AWS SDK finds: in the region
   * of the ARN, or for a secret's name in the AWS SDK's.
   *
   * @throws IOException if the secret is no JSON with {@code username} and {@code password}
   */
  public static Credentials read(String arn) throws IOException {
    var builder =
        SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.builder().build());
    Regions.ofSecret(arn).ifPresent(builder::region);
    try (var secrets = builder.build()) {
      var text = secrets.getSecretValue(request -> request.secretId(arn)).secretString();
      try {
        var json = JsonParser.parseString(text).getAsJsonObject();
        return new Password(of(json, "username"), of(json, "password"));
      } catch (JsonParseException | IllegalStateException noJson) {
        throw new IOException(
            "The secret must be JSON with \"username\" and \"password\"; RDS Proxy needs that too.",
            noJson);
      }
    }
  }

  private static String of(JsonObject json, String member) {
    if (!json.has(member)) {
      throw new JsonParseException(member);
    }
    return json.get(member).getAsString();
  }
}
