package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.AUTHENTICATION;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** The secrets with which the proxy logs in, their form, and when they change next. */
final class SecretCheck implements Check {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Secrets secrets;

  SecretCheck(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public Stream<Question> questions(Tier tier) {
    return Stream.concat(
        secrets.questions(tier, AUTHENTICATION, arn -> Stream.of(form(arn))),
        secrets.questions(
            tier, AUTHENTICATION, arn -> Stream.of(rotation(secrets.description(arn)))));
  }

  private Finding form(String arn) {
    var name = Secrets.name(arn);
    var deletion = secrets.description(arn).deletedDate();
    if (deletion != null) {
      return Finding.bad(
          AUTHENTICATION,
          "secret %s is to be deleted on %s".formatted(name, MINUTE.format(deletion)),
          "Restore it: aws secretsmanager restore-secret --secret-id " + arn);
    }
    return secrets
        .user(arn)
        .map(
            user ->
                Finding.good(
                    AUTHENTICATION,
                    "secret %s contains user %s and a password".formatted(name, user.user())))
        .orElseGet(
            () ->
                Finding.bad(
                    AUTHENTICATION,
                    "secret %s does not contain JSON with username and password".formatted(name),
                    "Invoke the migrations again (docs/operations.md, Database users), which write"
                        + " it for the stack's users, or write {\"username\": \"…\","
                        + " \"password\": \"…\"}."));
  }

  private static Finding rotation(DescribeSecretResponse described) {
    if (!Boolean.TRUE.equals(described.rotationEnabled())) {
      return Finding.note(
          AUTHENTICATION,
          "secret %s does not rotate".formatted(described.name()),
          "No action needed, unless the password may have leaked.");
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
            "Look at the rotation's log; the password does not change until it succeeds.")
        : Finding.good(AUTHENTICATION, text);
  }
}
