package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyRequiresIamAuthenticationTest {

  private static final RuleTester proxy =
      RuleTester.of(ProxyRequiresIamAuthentication.RULE)
          .resource(
              "aws:rds/proxy:Proxy",
              "campaign",
              Map.of(
                  "engineFamily",
                  "POSTGRESQL",
                  "auths",
                  List.of(Map.of("authScheme", "SECRETS", "iamAuth", "REQUIRED"))));

  @Test
  void passes_a_proxy_that_wants_tokens() {
    proxy.expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISABLED", "ENABLED", "required"})
  void reports_a_proxy_that_takes_passwords(String mode) {
    proxy
        .with("auths[0].iamAuth", mode)
        .expectViolations("campaign: auths[0].iamAuth is not REQUIRED");
  }

  @Test
  void reports_an_entry_that_does_not_say() {
    proxy
        .without("auths[0].iamAuth")
        .expectViolations("campaign: auths[0].iamAuth is not set, which RDS treats as DISABLED");
  }

  @Test
  void reports_every_entry_that_is_wrong() {
    proxy
        .with(
            "auths",
            List.of(Map.of("iamAuth", "DISABLED"), Map.of("iamAuth", "REQUIRED"), Map.of("a", "b")))
        .expectViolations(
            "campaign: auths[0].iamAuth is not REQUIRED",
            "campaign: auths[2].iamAuth is not set, which RDS treats as DISABLED");
  }

  @Test
  void asks_of_sql_server_what_sql_server_has() {
    var sqlServer = proxy.with("engineFamily", "SQLSERVER");
    sqlServer.with("auths[0].iamAuth", "ENABLED").expectCompliant();
    sqlServer
        .with("auths[0].iamAuth", "DISABLED")
        .expectViolations("campaign: auths[0].iamAuth is not ENABLED");
  }

  @Test
  void passes_iam_from_end_to_end() {
    var endToEnd = proxy.with("defaultAuthScheme", "IAM_AUTH");
    endToEnd.without("auths").expectCompliant();
    endToEnd.with("auths", List.of()).expectCompliant();
    endToEnd.without("auths[0].iamAuth").expectCompliant();
  }

  @Test
  void leaves_a_proxy_without_any_way_in_to_the_rule_for_that() {
    proxy.without("auths").expectNotApplicable();
    proxy.with("auths", List.of()).with("defaultAuthScheme", "NONE").expectNotApplicable();
  }

  @Test
  void reports_a_secret_value_like_any_other() {
    proxy
        .withSecret("auths[0].iamAuth", "DISABLED")
        .expectViolations("campaign: auths[0].iamAuth is not REQUIRED");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    proxy.withUnknown("auths").expectUndecided("auths");
    proxy.withUnknown("auths[0].iamAuth").expectUndecided("auths[0].iamAuth");
    proxy.without("auths").withUnknown("defaultAuthScheme").expectUndecided("defaultAuthScheme");
  }

  @Test
  void says_nothing_of_other_resources() {
    proxy.as("aws:rds/instance:Instance").expectNotApplicable();
  }
}
