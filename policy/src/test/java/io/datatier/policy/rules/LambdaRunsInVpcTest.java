package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LambdaRunsInVpcTest {

  private static final String PROXY = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";

  private static final RuleTester function =
      RuleTester.of(LambdaRunsInVpc.RULE)
          .resource(
              "aws:lambda/function:Function",
              "dialer",
              Map.of(
                  "environment",
                  Map.of("variables", Map.of("RDS_PROXY_ENDPOINT", PROXY)),
                  "vpcConfig",
                  Map.of("subnetIds", List.of("subnet-1"), "securityGroupIds", List.of("sg-1"))));

  private static final RuleTester inStack =
      function
          .resource("aws:rds/instance:Instance", "database", Map.of("engine", "postgres"))
          .resource("aws:rds/proxy:Proxy", "proxy", Map.of("engineFamily", "POSTGRESQL"))
          .resource("aws:s3/bucket:Bucket", "bucket", Map.of())
          .withUnknown("environment.variables");

  @Test
  void passes_a_client_in_a_vpc() {
    function.expectCompliant();
  }

  @Test
  void reports_a_client_outside_of_any_vpc() {
    function.without("vpcConfig").expectViolations("dialer: vpcConfig.subnetIds is not set");
    function
        .with("vpcConfig.subnetIds", List.of())
        .expectViolations("dialer: vpcConfig.subnetIds is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app@campaign.c9akciq32rgw.eu-central-1.rds.amazonaws.com/campaign_system",
        "{\"host\": \"campaign.cluster-c9akciq32rgw.eu-central-1.rds.amazonaws.com\"}",
        "reader.endpoint.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com:5432"
      })
  void knows_a_client_by_any_address_of_proxy_or_database(String text) {
    function
        .with("environment.variables", Map.of("X", text))
        .without("vpcConfig")
        .expectViolations("dialer: vpcConfig.subnetIds is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "campaign_system",
        "arn:aws:rds:eu-central-1:123456789012:db-proxy:prx-0a1b2c3d4e5f60718",
        "rds.eu-central-1.amazonaws.com",
        "Please do not connect to campaign.c9akciq32rgw.eu-central-1.rds.amazonaws.com from here",
      })
  void says_nothing_of_functions_that_use_no_database(String text) {
    function
        .with("environment.variables", Map.of("X", text))
        .without("vpcConfig")
        .expectNotApplicable();
  }

  @Test
  void says_nothing_of_a_function_without_environment() {
    function.without("environment").without("vpcConfig").expectNotApplicable();
  }

  @Test
  void knows_a_client_by_a_secret_and_shows_nothing_of_it() {
    function
        .withSecret("environment.variables.RDS_PROXY_ENDPOINT", PROXY)
        .without("vpcConfig")
        .expectViolations("dialer: vpcConfig.subnetIds is not set");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    function.withUnknown("vpcConfig").expectUndecided("vpcConfig");
    function.withUnknown("vpcConfig.subnetIds").expectUndecided("vpcConfig.subnetIds");
    inStack.without("vpcConfig").expectUndecided("environment.variables");
  }

  @Test
  void asks_nothing_of_an_unknown_environment_where_the_function_is_in_a_vpc() {
    inStack.expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "database"})
  void advises_where_an_unknown_environment_comes_from_proxy_or_database(String source) {
    inStack
        .without("vpcConfig")
        .computedFrom("environment", source, "bucket")
        .expectViolations("dialer (advisory): vpcConfig.subnetIds is not set");
  }

  @Test
  void leaves_open_a_vpc_that_is_unknown_too() {
    inStack
        .withUnknown("vpcConfig")
        .computedFrom("environment", "proxy")
        .expectUndecided("vpcConfig");
  }

  @Test
  void takes_an_unknown_environment_that_comes_from_neither_for_that_of_no_client() {
    inStack.without("vpcConfig").computedFrom("environment", "bucket").expectNothingReported();
    function.withUnknown("environment").without("vpcConfig").expectNothingReported();
  }

  @Test
  void says_nothing_of_other_resources() {
    function.without("vpcConfig").as("aws:ecs/service:Service").expectNotApplicable();
  }
}
