package io.datatier.proof.login;

import io.datatier.proof.load.Credentials;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** User and password in a secret, as RDS Proxy wants them. */
public final class SecretOfUser {

  private SecretOfUser() {}

  /**
   * Reads them from AWS Secrets Manager, once, with the keys that the AWS SDK finds: in the region
   * of the ARN, or for a secret's name in the AWS SDK's.
   *
   * @throws IOException if the secret is not as RDS Proxy needs it
   */
  public static Credentials read(String arn) throws IOException {
    var builder =
        SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.builder().build());
    Regions.ofSecret(arn).ifPresent(builder::region);
    try (var secrets = builder.build()) {
      // Without a text, it is binary.
      return Optional.ofNullable(
              secrets.getSecretValue(request -> request.secretId(arn)).secretString())
          .flatMap(Password::in)
          .orElseThrow(
              () ->
                  new IOException(
                      "The secret must be JSON with \"username\" and \"password\", both text; RDS"
                          + " Proxy needs that too."));
    }
  }
}
