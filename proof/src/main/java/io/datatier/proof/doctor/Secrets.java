package io.datatier.proof.doctor;

import io.datatier.proof.login.Password;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.UserAuthConfigInfo;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The secrets of the proxies' users. */
final class Secrets {

  private final SecretsManagerClient client;
  private final Map<String, Once<DescribeSecretResponse>> described = new HashMap<>();
  private final Map<String, Once<Optional<Password>>> users = new HashMap<>();

  /**
   * @param client asked once for each secret
   */
  Secrets(SecretsManagerClient client) {
    this.client = client;
  }

  /** The ARNs of those that a proxy has. */
  static Stream<String> of(Proxy proxy) {
    return proxy.itself().auth().stream()
        .map(UserAuthConfigInfo::secretArn)
        .filter(arn -> arn != null && !arn.isEmpty());
  }

  /** A question about each secret, asked once if two proxies have it. */
  Stream<Question> questions(
      Tier tier, Finding.Symptom symptom, Function<String, Stream<Finding>> answer) {
    return tier.proxies().stream()
        .flatMap(Secrets::of)
        .distinct()
        .map(arn -> new Question(symptom, "secret " + name(arn), () -> answer.apply(arn)));
  }

  /** The name in an ARN: {@code arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX}. */
  static String name(String arn) {
    var parts = List.of(arn.split(":", 7));
    return parts.size() < 7 ? arn : parts.get(6).replaceFirst("-[^-]{6}$", "");
  }

  /**
   * Whether a secret is the one that is asked for: by its ARN, its name, or its ARN without the
   * suffix (Secrets Manager API, GetSecretValue, SecretId).
   */
  static boolean isMeant(String arn, String asked) {
    return arn.equals(asked)
        || name(arn).equals(asked)
        || arn.replaceFirst("-[^-]{6}$", "").equals(asked);
  }

  /** What Secrets Manager says of a secret, other than its content. */
  DescribeSecretResponse description(String arn) {
    return described
        .computeIfAbsent(
            arn, id -> new Once<>(() -> client.describeSecret(request -> request.secretId(id))))
        .get();
  }

  /** User and password in a secret; empty if it is not as the proxy needs it. */
  Optional<Password> user(String arn) {
    return users.computeIfAbsent(arn, id -> new Once<>(() -> ask(id))).get();
  }

  private Optional<Password> ask(String arn) {
    return Password.in(value(arn));
  }

  /** Empty if the secret is there and has none, as before the migrations. */
  private String value(String arn) {
    try {
      var value = client.getSecretValue(request -> request.secretId(arn));
      return Objects.requireNonNullElse(value.secretString(), "");
    } catch (ResourceNotFoundException none) {
      // Of a secret that is gone, this says so.
      description(arn);
      return "";
    }
  }
}
