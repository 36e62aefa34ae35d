package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which function uses a database is tested in LambdaRunsInVpcTest. */
final class LambdaConcurrencyReservedTest {

  private static final String PROXY = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";

  private static final RuleTester function =
      RuleTester.of(LambdaConcurrencyReserved.RULE)
          .resource(
              "aws:lambda/function:Function",
              "dialer",
              Map.of(
                  "environment",
                  Map.of("variables", Map.of("RDS_PROXY_ENDPOINT", PROXY)),
                  "reservedConcurrentExecutions",
                  20));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000})
  void passes_a_client_with_a_reservation(int executions) {
    function.with("reservedConcurrentExecutions", executions).expectCompliant();
  }

  @Test
  void reports_a_client_without_a_reservation() {
    function
        .without("reservedConcurrentExecutions")
        .expectViolations("dialer: reservedConcurrentExecutions is not set");
    function
        .with("reservedConcurrentExecutions", -1)
        .expectViolations("dialer: reservedConcurrentExecutions is -1, which reserves none");
  }

  @Test
  void knows_a_client_by_a_secret_and_shows_nothing_of_it() {
    function
        .withSecret("environment.variables.RDS_PROXY_ENDPOINT", PROXY)
        .without("reservedConcurrentExecutions")
        .expectViolations("dialer: reservedConcurrentExecutions is not set");
  }

  @Test
  void says_nothing_of_functions_that_use_no_database() {
    var other = function.without("reservedConcurrentExecutions");
    other.without("environment").expectNotApplicable();
    other.with("environment.variables", Map.of("STAGE", "dev")).expectNotApplicable();
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    function
        .withUnknown("reservedConcurrentExecutions")
        .expectUndecided("reservedConcurrentExecutions");
    function
        .without("reservedConcurrentExecutions")
        .withUnknown("environment")
        .resource("aws:rds/proxy:Proxy", "proxy", Map.of())
        .expectUndecided("environment");
  }

  @Test
  void says_nothing_of_a_migration_that_the_deployment_alone_calls() {
    var migration =
        function
            .with("name", "campaign-migrations-prod")
            .without("reservedConcurrentExecutions")
            .resource(
                "aws:lambda/invocation:Invocation",
                "run",
                Map.of("functionName", "campaign-migrations-prod"));
    migration.expectNotApplicable();
    migration
        .resource(
            "aws:lambda/functionUrl:FunctionUrl",
            "url",
            Map.of("functionName", "campaign-migrations-prod"))
        .expectViolations("dialer: reservedConcurrentExecutions is not set");
  }

  @Test
  void says_nothing_of_other_resources() {
    function
        .without("reservedConcurrentExecutions")
        .as("aws:lambda/alias:Alias")
        .expectNotApplicable();
  }
}
