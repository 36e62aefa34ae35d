package io.datatier.migrations;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** Secrets in AWS Secrets Manager. */
final class AwsSecrets implements Secrets {

  private final SecretsManagerClient client;

  AwsSecrets(SecretsManagerClient client) {
    this.client = client;
  }

  // Secrets Manager gives the same answer for a secret without a value and for a missing one
  // (GetSecretValue, ResourceNotFoundException); writing detects the latter.
  @Override
  public Optional<Credentials> read(String arn) {
    try {
      var value = ask("read", arn, () -> client.getSecretValue(get -> get.secretId(arn)));
      return Optional.of(Credentials.parse(arn, String.valueOf(value.secretString())));
    } catch (ResourceNotFoundException withoutValue) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String arn, Credentials credentials) {
    try {
      ask(
          "write",
          arn,
          () -> client.putSecretValue(put -> put.secretId(arn).secretString(credentials.json())));
    } catch (ResourceNotFoundException missing) {
      throw new MigrationFailed("The secret " + arn + " does not exist. Create it and run again.");
    }
  }

  private static <T> T ask(String verb, String arn, Supplier<T> call) {
    try {
      return call.get();
    } catch (ResourceNotFoundException absent) {
      throw absent;
    } catch (SecretsManagerException refused) {
      throw new MigrationFailed(
          "Secrets Manager did not "
              + verb
              + " the secret "
              + arn
              + ": "
              + refused.awsErrorDetails().errorCode()
              + ". Allow the function's role to do so, on the secret and its key.");
    } catch (SdkClientException silent) {
      throw new MigrationFailed(
          "Secrets Manager did not respond to a request for the secret "
              + arn
              + ". Give the function's security group and subnets a route to it: an interface"
              + " endpoint or a NAT gateway.");
    }
  }
}
