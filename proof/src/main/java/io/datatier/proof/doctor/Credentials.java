package io.datatier.proof.doctor;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Finds the caller's credentials as the AWS SDK does. */
final class Credentials {

  /**
   * What the SDK looks at, by the variables that turn it on. The SDK asks one after the other and
   * goes on when one fails, so that the reason of the one that is meant is lost among those that
   * are not set.
   */
  private static final Map<String, Supplier<AwsCredentialsProvider>> SOURCES =
      Map.of(
          "AWS_ACCESS_KEY_ID", EnvironmentVariableCredentialsProvider::create,
          "AWS_WEB_IDENTITY_TOKEN_FILE", WebIdentityTokenFileCredentialsProvider::create,
          "AWS_PROFILE", ProfileCredentialsProvider::create,
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", ContainerCredentialsProvider::create,
          "AWS_CONTAINER_CREDENTIALS_FULL_URI", ContainerCredentialsProvider::create);

  private Credentials() {}

  /**
   * Those that the SDK finds.
   *
   * @throws Refusal if it finds none; it names the variables that are set, and what is wrong there
   */
  static AwsCredentialsProvider find() {
    var found = DefaultCredentialsProvider.builder().build();
    try {
      found.resolveCredentials();
      return found;
    } catch (SdkClientException none) {
      throw Refusal.withoutCredentials(
          new TreeMap<>(SOURCES)
              .entrySet().stream()
                  .filter(source -> System.getenv(source.getKey()) != null)
                  .map(source -> " %s: %s.".formatted(source.getKey(), fault(source.getValue())))
                  .collect(Collectors.joining()));
    }
  }

  private static String fault(Supplier<AwsCredentialsProvider> source) {
    try {
      source.get().resolveCredentials();
      return "works now; try again";
    } catch (RuntimeException failed) {
      // Of a profile that it does not find, the SDK prints all files too.
      return Objects.requireNonNullElse(failed.getMessage(), failed.toString())
          .replaceAll("(: ProfileFile\\(.*)?\\.?$", "");
    }
  }
}
