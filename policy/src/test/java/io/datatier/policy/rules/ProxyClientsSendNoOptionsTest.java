package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyClientsSendNoOptionsTest {

  private static final String PROXY = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final String OPTIONS = "-c statement_timeout=5000";

  private static final RuleTester function =
      RuleTester.of(ProxyClientsSendNoOptions.RULE)
          .resource(
              "aws:lambda/function:Function",
              "dialer",
              Map.of("environment", Map.of("variables", Map.of("PGHOST", PROXY))));

  private static final RuleTester worker =
      RuleTester.of(ProxyClientsSendNoOptions.RULE)
          .resource(
              "aws:ec2/instance:Instance", "dialer", Map.of("userData", "export PGHOST=" + PROXY));

  private static final String SENDS =
      "dialer: environment.variables.PGOPTIONS has libpq send options, which a proxy refuses";

  @Test
  void passes_clients_that_send_none() {
    function.expectCompliant();
    worker.expectCompliant();
    function.with("environment.variables.PGOPTIONS", "").expectCompliant();
  }

  @Test
  void reports_the_variable_beside_a_proxy() {
    function.with("environment.variables.PGOPTIONS", OPTIONS).expectViolations(SENDS);
    worker
        .with(
            "userData",
            "#!/bin/sh\nexport PGHOST=%s\nexport PGOPTIONS='%s'\n".formatted(PROXY, OPTIONS))
        .expectViolations("dialer: userData has libpq send options, which a proxy refuses");
  }

  @Test
  void takes_a_client_that_is_told_nothing_else_for_one_of_the_proxy() {
    function
        .without("environment.variables.PGHOST")
        .with("environment.variables.PGOPTIONS", OPTIONS)
        .expectViolations(SENDS);
  }

  @Test
  void passes_the_variable_beside_another_host() {
    var options = function.with("environment.variables.PGOPTIONS", OPTIONS);
    options.with("environment.variables.PGHOST", "localhost").expectCompliant();
    options
        .without("environment.variables.PGHOST")
        .with("environment.variables.DATABASE_URL", "postgres://db.example.org/app")
        .expectCompliant();
  }

  @Test
  void asks_at_a_preview_what_a_host_will_be_computed_from() {
    var unknown =
        function
            .resource("aws:rds/proxy:Proxy", "proxy", Map.of())
            .resource("aws:rds/instance:Instance", "database", Map.of("engine", "postgres"))
            .with("environment.variables.PGOPTIONS", OPTIONS)
            .withUnknown("environment.variables.PGHOST");
    unknown
        .computedFrom("environment", "proxy")
        .expectViolations("dialer: sends options to a proxy");
    unknown.computedFrom("environment", "database").expectNothingReported();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app@%s/campaign?options=-c%%20search_path%%3Dapp",
        "postgresql://app@%s:5432/campaign?sslmode=require&options=-csearch_path=app",
        "jdbc:postgresql://%s/campaign?options=-c%%20search_path=app",
        "host=%s dbname=campaign options='-c search_path=app'"
      })
  void reports_connection_strings_that_send_options(String text) {
    function
        .with("environment.variables.PGHOST", text.formatted(PROXY))
        .expectViolations("dialer: environment.variables.PGHOST sends options to a proxy");
    function
        .with("environment.variables.PGHOST", text.formatted("db.example.org"))
        .expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app@%s/campaign?sslmode=require",
        "https://example.org/?options=1",
        "postgres://app@%s/campaign https://example.org/?options=1"
      })
  void leaves_other_options_alone(String text) {
    function.with("environment.variables.PGHOST", text.formatted(PROXY)).expectCompliant();
  }

  @Test
  void reads_the_definitions_of_tasks_and_builds() {
    function
        .as("aws:ecs/taskDefinition:TaskDefinition")
        .with(
            "containerDefinitions",
            """
            [{"environment": [{"name": "PGHOST", "value": "%s"},
                              {"name": "PGOPTIONS", "value": "%s"}]}]
            """
                .formatted(PROXY, OPTIONS))
        .expectViolations(
            "dialer: containerDefinitions has libpq send options, which a proxy refuses");
  }

  @Test
  void says_nothing_of_other_resources() {
    function.as("aws:s3/bucket:Bucket").expectNotApplicable();
  }
}
