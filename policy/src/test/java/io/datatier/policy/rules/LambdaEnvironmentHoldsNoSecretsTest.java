package io.datatier.policy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which text is which secret is tested in CredentialsTest. */
final class LambdaEnvironmentHoldsNoSecretsTest {

  private static final RuleTester function =
      RuleTester.of(LambdaEnvironmentHoldsNoSecrets.RULE)
          .resource(
              "aws:lambda/function:Function",
              "dialer",
              Map.of(
                  "environment",
                  Map.of(
                      "variables",
                      Map.of(
                          "RDS_SECRET_ARN",
                          "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-a1B2c3",
                          "DATABASE_USER",
                          "app"))));

  @Test
  void passes_a_function_that_knows_where_its_secret_is() {
    function.expectCompliant();
  }

  @Test
  void passes_a_function_without_environment() {
    function.without("environment").expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({
    "DATABASE_URL, postgres://app:hunter2@proxy/campaign, a password in a connection string",
    "PGPASSWORD, hunter2, a password",
    "CONFIG, '{\"user\": \"app\", \"password\": \"hunter2\"}', a password",
    "SIGNING_KEY, 8f14e45fceea167a5a36dedd4bea2543, a key or token"
  })
  void reports_a_secret_by_what_it_is_and_never_shows_it(String name, String text, String kind) {
    function
        .with("environment.variables." + name, text)
        .expectViolations("dialer: environment.variables.%s contains %s".formatted(name, kind));
    function
        .withSecret("environment.variables." + name, text)
        .expectViolations("dialer: environment.variables.%s contains %s".formatted(name, kind));
  }

  @Test
  void reports_every_kind_of_every_variable() {
    var both = "postgres://app:hunter2@proxy/ ghp_" + "a1B2".repeat(9);
    function
        .with("environment.variables", Map.of("A", both, "B.PASSWORD", "hunter2"))
        .expectViolations(
            "dialer: environment.variables.A contains a GitHub token",
            "dialer: environment.variables.A contains a password in a connection string",
            "dialer: environment.variables[\"B.PASSWORD\"] contains a password");
  }

  @Test
  void reports_what_is_encoded() {
    var json = Base64.getEncoder().encodeToString("{\"password\":\"hunter2\"}".getBytes(UTF_8));
    function
        .with("environment.variables.CONFIG", json)
        .expectViolations("dialer: environment.variables.CONFIG contains a password");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    function.withUnknown("environment.variables").expectUndecided("environment.variables");
    function.withUnknown("environment").expectUndecided("environment");
  }

  @Test
  void never_lets_the_unknown_hide_a_secret() {
    function
        .with("environment.variables.PGPASSWORD", "hunter2")
        .withUnknown("environment.variables.B")
        .expectViolationsAndUndecided(
            List.of("dialer: environment.variables.PGPASSWORD contains a password"),
            "environment.variables.B");
  }

  @Test
  void leaves_open_what_is_too_large_to_be_looked_at_and_hides_nothing_behind_it() {
    var large = function.with("environment.variables.A", "x ".repeat(150_000));
    large.expectUndecided("environment.variables.A");
    large
        .with("environment.variables.PGPASSWORD", "hunter2")
        .expectViolationsAndUndecided(
            List.of("dialer: environment.variables.PGPASSWORD contains a password"),
            "environment.variables.A");
  }

  @Test
  void says_nothing_of_other_resources() {
    function
        .with("environment.variables.PGPASSWORD", "hunter2")
        .as("aws:ecs/taskDefinition:TaskDefinition")
        .expectNotApplicable();
  }
}
