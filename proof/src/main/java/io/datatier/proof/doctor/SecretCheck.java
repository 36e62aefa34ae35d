package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.AUTHENTICATION;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** The secrets with which the proxy logs in, their form, and when they change next. */
final class SecretCheck implements Check {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Aws aws;

  SecretCheck(Aws aws) {
    this.aws = aws;
  }

  @Override
  public Stream<Finding> findings(DeployedStack stack, Proxy proxy) {
    return proxy.itself().auth().stream()
        .map(auth -> auth.secretArn())
        .filter(arn -> arn != null && !arn.isEmpty())
        .flatMap(this::ofSecret);
  }

  /** User and password in a secret; empty if it is not as the proxy needs it. */
  Optional<JsonObject> content(String arn) {
    try {
      var text = aws.secrets().getSecretValue(request -> request.secretId(arn)).secretString();
      var json = JsonParser.parseString(Optional.ofNullable(text).orElse("")).getAsJsonObject();
      return Stream.of("username", "password")
              .allMatch(member -> json.has(member) && json.get(member).isJsonPrimitive())
          ? Optional.of(json)
          : Optional.empty();
    } catch (JsonParseException | IllegalStateException noJson) {
      return Optional.empty();
    }
  }

  private Stream<Finding> ofSecret(String arn) {
    try {
      var described = aws.secrets().describeSecret(request -> request.secretId(arn));
      if (described.deletedDate() != null) {
        return Stream.of(
            Finding.bad(
                AUTHENTICATION,
                "secret %s is to be deleted on %s"
                    .formatted(described.name(), MINUTE.format(described.deletedDate())),
                "Restore it: aws secretsmanager restore-secret --secret-id " + arn));
      }
      return Stream.of(form(arn, described), rotation(described));
    } catch (SecretsManagerException refused) {
      return Stream.of(
          Finding.bad(
              AUTHENTICATION,
              "secret %s cannot be read: %s"
                  .formatted(arn, refused.awsErrorDetails().errorMessage()),
              "If it exists, ask for secretsmanager:GetSecretValue on it, and kms:Decrypt on its"
                  + " key; the proxy's role needs the same."));
    }
  }

  private Finding form(String arn, DescribeSecretResponse described) {
    return content(arn)
        .map(
            json ->
                Finding.good(
                    AUTHENTICATION,
                    "secret %s holds user %s and a password"
                        .formatted(described.name(), json.get("username").getAsString())))
        .orElseGet(
            () ->
                Finding.bad(
                    AUTHENTICATION,
                    "secret %s is no JSON with username and password".formatted(described.name()),
                    "Write it as {\"username\": \"…\", \"password\": \"…\"}; the migration"
                        + " function does so for the users of the stack."));
  }

  private static Finding rotation(DescribeSecretResponse described) {
    if (!Boolean.TRUE.equals(described.rotationEnabled())) {
      return Finding.note(
          AUTHENTICATION,
          "secret %s does not rotate".formatted(described.name()),
          "Nothing, unless somebody may have seen the password.");
    }
    var times = new ArrayList<String>();
    Optional.ofNullable(described.lastRotatedDate())
        .ifPresent(last -> times.add("last on " + MINUTE.format(last)));
    Optional.ofNullable(described.nextRotationDate())
        .ifPresent(next -> times.add("next by " + MINUTE.format(next)));
    var text =
        "secret %s rotates%s"
            .formatted(described.name(), times.isEmpty() ? "" : ": " + String.join(", ", times));
    return described.nextRotationDate() != null
            && described.nextRotationDate().isBefore(Instant.now())
        ? Finding.bad(
            AUTHENTICATION,
            text + ", which has passed",
            "Look at the log of the rotation; until it succeeds the password stays as it is.")
        : Finding.good(AUTHENTICATION, text);
  }
}
