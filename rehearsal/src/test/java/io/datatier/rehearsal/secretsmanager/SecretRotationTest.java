package io.datatier.rehearsal.secretsmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.lambda.LambdaPermission;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation of secrets by a function. */
final class SecretRotationTest {

  private final DataTier tier;

  SecretRotationTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft rotation(Live secret, String function) {
    return tier.aws()
        .resource(SecretRotation.TYPE, "rotation")
        .with("secretId", secret.id())
        .with("rotationLambdaArn", function)
        .with("rotationRules", Map.of("automaticallyAfterDays", 30));
  }

  @Test
  void rotates_by_a_function_that_secrets_manager_may_call() {
    var secret = tier.secret().create();
    var function =
        tier.functionAlone()
            .with("role", tier.role("lambda.amazonaws.com").create().text("arn"))
            .create();
    var draft = rotation(secret, function.text("arn"));
    draft.expectRefused(
        "creating Secrets Manager Secret Rotation: AccessDeniedException: Secrets Manager cannot"
            + " invoke the specified Lambda function. Ensure that the function policy grants access"
            + " to the principal secretsmanager.amazonaws.com.");
    tier.aws()
        .resource(LambdaPermission.TYPE, "rotation")
        .with("action", "lambda:InvokeFunction")
        .with("function", function.id())
        .with("principal", "secretsmanager.amazonaws.com")
        .create();
    var rotation = draft.create();
    assertEquals(secret.id(), rotation.id());
    assertEquals(true, rotation.outputs().get("rotationEnabled"));
    rotation.expectSteady();
    draft.imported(secret.id());
    var often = Map.of("scheduleExpression", "rate(10 days)", "duration", "3h");
    rotation.expectUpdate(
        draft.with("rotationRules", often),
        "rotationRules.automaticallyAfterDays",
        "rotationRules.duration",
        "rotationRules.scheduleExpression");
    draft
        .without("rotationLambdaArn")
        .expectRefused(
            "creating Secrets Manager Secret Rotation: InvalidRequestException: No Lambda rotation"
                + " function ARN is associated with this secret.");
    secret.delete();
    draft.expectRefused(
        "creating Secrets Manager Secret Rotation: ResourceNotFoundException: Secrets Manager can't"
            + " find the specified secret: "
            + secret.id());
  }

  @Test
  void lets_rds_rotate_the_secrets_that_it_keeps() {
    var database =
        tier.database(tier.subnetGroup(tier.subnets(tier.vpc().create())).create()).create();
    tier.aws()
        .resource(SecretRotation.TYPE, "rotation")
        .with("secretId", DataTier.secretOf(database))
        .with("rotationRules", Map.of("automaticallyAfterDays", 7))
        .create()
        .expectSteady();
  }

  @Test
  void judges_rotations() {
    tier.aws()
        .resource(SecretRotation.TYPE, "rotation")
        .with("secretId", "application")
        .with("rotationLambdaArn", "rotate")
        .with(
            "rotationRules",
            Map.of(
                "automaticallyAfterDays", 1001,
                "scheduleExpression", "daily",
                "duration", "3"))
        .expectFailures(
            "rotationLambdaArn: must be an ARN, arn:aws:service:region:account:resource, but is"
                + " \"rotate\"",
            "rotationRules.automaticallyAfterDays: must be 1 to 1000 days, but is 1001",
            "rotationRules.duration: must be a number of hours such as 3h, but is \"3\"",
            "rotationRules.scheduleExpression: exactly one of automaticallyAfterDays,"
                + " scheduleExpression must be set, but automaticallyAfterDays and"
                + " scheduleExpression are both set",
            "rotationRules.scheduleExpression: must be a rate such as rate(1 hour) or rate(5"
                + " minutes), or a six-field cron expression with ? for one of the day fields, such as"
                + " cron(0 10 * * ? *), but is \"daily\"");
  }
}
