package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyAuthenticatesWithSecretsManagerTest {

  private static final String SECRET =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:campaign/app-a1B2c3";

  private static final RuleTester proxy =
      RuleTester.of(ProxyAuthenticatesWithSecretsManager.RULE)
          .resource(
              "aws:rds/proxy:Proxy",
              "campaign",
              Map.of(
                  "engineFamily",
                  "POSTGRESQL",
                  "auths",
                  List.of(
                      Map.of(
                          "authScheme", "SECRETS", "secretArn", SECRET, "iamAuth", "DISABLED"))));

  @Test
  void passes_a_proxy_that_reads_its_password_from_a_secret() {
    proxy.expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:app-a1B2c3",
        "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:app-a1B2c3",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1b2c3d4e-a1B2c3",
        "arn:aws-iso-b:secretsmanager:us-isob-east-1:123456789012:secret:app"
      })
  void passes_secrets_of_every_partition_and_those_that_rds_manages(String arn) {
    proxy.with("auths[0].secretArn", arn).expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(strings = {"REQUIRED", "DISABLED", "ENABLED"})
  void leaves_it_to_other_rules_how_clients_sign_in(String iamAuth) {
    proxy.with("auths[0].iamAuth", iamAuth).expectCompliant();
  }

  @Test
  void reports_a_scheme_other_than_secrets() {
    proxy
        .with("auths[0].authScheme", "PLAIN")
        .expectViolations("campaign: auths[0].authScheme is not SECRETS");
  }

  @Test
  void reports_an_entry_without_secret() {
    proxy
        .with("auths", List.of(Map.of("iamAuth", "REQUIRED")))
        .expectViolations("campaign: auths[0].secretArn is not set");
  }

  /** The API has no other scheme, and takes it where none is given. */
  @Test
  void passes_an_entry_without_scheme() {
    proxy.without("auths[0].authScheme").expectCompliant();
  }

  @Test
  void passes_what_is_left_over_beside_iam() {
    var byIam = proxy.with("defaultAuthScheme", "IAM_AUTH");
    byIam.without("auths[0].authScheme").expectCompliant();
    byIam.with("auths", List.of(Map.of("description", "left over"))).expectCompliant();
  }

  @Test
  void reports_every_entry_that_is_wrong() {
    proxy
        .with(
            "auths",
            List.of(
                Map.of("authScheme", "SECRETS", "secretArn", "campaign/app"),
                Map.of("authScheme", "SECRETS", "secretArn", SECRET),
                Map.of("authScheme", "SECRETS")))
        .expectViolations(
            "campaign: auths[0].secretArn is not the ARN of a secret in Secrets Manager",
            "campaign: auths[2].secretArn is not set");
  }

  @Test
  void reports_a_parameter_in_place_of_a_secret_and_does_not_print_it() {
    proxy
        .withSecret(
            "auths[0].secretArn", "arn:aws:ssm:eu-central-1:123456789012:parameter/password")
        .expectViolations(
            "campaign: auths[0].secretArn is not the ARN of a secret in Secrets Manager");
  }

  @Test
  void reports_a_proxy_without_any_way_in() {
    proxy.without("auths").expectViolations("campaign: auths is not set");
    proxy.with("auths", List.of()).expectViolations("campaign: auths is empty");
  }

  @Test
  void reports_a_default_scheme_that_does_nothing() {
    proxy
        .without("auths")
        .with("defaultAuthScheme", "NONE")
        .expectViolations("campaign: auths is not set");
  }

  @Test
  void says_nothing_of_a_proxy_that_signs_in_by_iam_and_has_no_password() {
    proxy.without("auths").with("defaultAuthScheme", "IAM_AUTH").expectNotApplicable();
    proxy.with("auths", List.of()).with("defaultAuthScheme", "IAM_AUTH").expectNotApplicable();
  }

  @Test
  void judges_the_entries_that_stand_beside_iam() {
    proxy
        .with("defaultAuthScheme", "IAM_AUTH")
        .with("auths[0].authScheme", "PLAIN")
        .expectViolations("campaign: auths[0].authScheme is not SECRETS");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    proxy.withUnknown("auths[0].secretArn").expectUndecided("auths[0].secretArn");
    proxy.withUnknown("auths").expectUndecided("auths");
    proxy.withUnknown("auths[0]").expectUndecided("auths[0]");
    proxy.without("auths").withUnknown("defaultAuthScheme").expectUndecided("defaultAuthScheme");
  }

  @Test
  void never_lets_the_unknown_hide_a_violation() {
    proxy
        .with("auths[0].authScheme", "PLAIN")
        .withUnknown("auths[0].secretArn")
        .expectViolationsAndUndecided(
            List.of("campaign: auths[0].authScheme is not SECRETS"), "auths[0].secretArn");
  }

  @Test
  void says_nothing_of_other_resources() {
    proxy.as("aws:rds/instance:Instance").expectNotApplicable();
  }
}
