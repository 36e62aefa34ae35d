package io.datatier.policy.rules;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.testing.RuleTester;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which host is of which kind is tested in RdsHostTest, how it may be wrapped in RdsHostsTest. */
final class LambdaConnectsThroughProxyTest {

  private static final String DIRECT = "campaign.c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final String PROXY = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";

  private static final RuleTester function =
      RuleTester.of(LambdaConnectsThroughProxy.RULE)
          .resource(
              "aws:lambda/function:Function",
              "dialer",
              Map.of(
                  "handler",
                  "dialer.Handler",
                  "environment",
                  Map.of("variables", Map.of("DATABASE_HOST", PROXY))));

  private static final RuleTester inStack =
      function
          .resource("aws:rds/instance:Instance", "database", Map.of("engine", "postgres"))
          .resource("aws:rds/proxy:Proxy", "proxy", Map.of("engineFamily", "POSTGRESQL"))
          .resource("aws:s3/bucket:Bucket", "bucket", Map.of())
          .withUnknown("environment.variables");

  private static RuleTester given(String text) {
    return function.with("environment.variables.DATABASE_HOST", text);
  }

  private static String direct(String host) {
    return "dialer: environment.variables.DATABASE_HOST contains the address of "
        + "a database instance (%s)".formatted(host);
  }

  @Test
  void passes_a_function_that_knows_only_the_proxy() {
    function.expectCompliant();
  }

  @Test
  void passes_a_function_without_environment() {
    function.without("environment").expectCompliant();
    function.with("environment", Map.of()).expectCompliant();
  }

  @Test
  void reports_the_address_of_an_instance() {
    given(DIRECT).expectViolations(direct(DIRECT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DB_HOST", "PGHOST", "HOST2", "X", "a.b"})
  void looks_at_values_and_not_at_what_a_variable_is_called(String name) {
    function
        .with("environment.variables", Map.of(name, DIRECT))
        .expectViolations(
            "dialer: environment.variables%s contains the address of a database instance (%s)"
                .formatted(name.contains(".") ? "[\"" + name + "\"]" : "." + name, DIRECT));
  }

  @ParameterizedTest
  @CsvSource({
    "campaign.cluster-c9akciq32rgw.eu-central-1.rds.amazonaws.com, a cluster's writer",
    "campaign.cluster-ro-c9akciq32rgw.eu-central-1.rds.amazonaws.com, a cluster's reader",
    "x.cluster-custom-c9akciq32rgw.eu-central-1.rds.amazonaws.com, a cluster's custom endpoint",
    "campaign.shardgrp-c9akciq32rgw.eu-central-1.rds.amazonaws.com, a shard group",
    "campaign.global-c9akciq32rgw.global.rds.amazonaws.com, a global database's writer"
  })
  void reports_clusters_and_the_like_by_what_they_are(String host, String kind) {
    given(host)
        .expectViolations(
            "dialer: environment.variables.DATABASE_HOST contains the address of %s (%s)"
                .formatted(kind, host));
  }

  @Test
  void reports_every_variable_and_every_host_once() {
    function
        .with(
            "environment.variables",
            Map.of(
                "A", DIRECT + "," + DIRECT.toUpperCase(Locale.ROOT),
                "B", "jdbc:postgresql://" + DIRECT + ":5432," + PROXY + ":5432/campaign"))
        .expectViolations(
            "dialer: environment.variables.A contains the address of a database instance (%s)"
                .formatted(DIRECT),
            "dialer: environment.variables.B contains the address of a database instance (%s)"
                .formatted(DIRECT));
  }

  @Test
  void reports_a_secret_without_showing_it() {
    function
        .withSecret("environment", Map.of("variables", Map.of("DATABASE_HOST", DIRECT)))
        .expectViolations(direct("a secret, not shown"));
  }

  @Test
  void shows_the_host_of_a_connection_string_and_not_its_password() {
    given("postgres://iadmin:hunter2@" + DIRECT + "/campaign_system")
        .expectViolations(direct(DIRECT));
  }

  @Test
  void reports_what_is_encoded() {
    var json = "{\"host\":\"" + DIRECT + "\",\"port\":5432}";
    given(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)))
        .expectViolations(direct(DIRECT));
  }

  @Test
  void advises_on_a_sentence_the_tail_of_a_host_and_an_unknown_kind() {
    given("Never connect this function to %s directly.".formatted(DIRECT))
        .expectViolations(
            "dialer (advisory): environment.variables.DATABASE_HOST mentions the address of "
                + "a database instance (%s)".formatted(DIRECT));
    given(".c9akciq32rgw.eu-central-1.rds.amazonaws.com")
        .expectViolations(
            "dialer (advisory): environment.variables.DATABASE_HOST contains the address of every database in an account, without its name "
                + "(.c9akciq32rgw.eu-central-1.rds.amazonaws.com)");
    given("campaign.db-proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com")
        .expectViolations(
            "dialer (advisory): environment.variables.DATABASE_HOST contains the address of an RDS "
                + "endpoint of an unknown kind "
                + "(campaign.db-proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com)");
  }

  /** What may be taken from a database, or looks like it, and is no way into it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "campaign.endpoint.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com",
        "campaign.proxy-c9akciq32rgw.rds.cn-northwest-1.amazonaws.com.cn",
        "campaign_system",
        "5432",
        "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "arn:aws:rds:eu-central-1:123456789012:db:campaign",
        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-1-a1B2c3",
        "16.4",
        "rds.eu-central-1.amazonaws.com",
        "https://rds.eu-central-1.amazonaws.com/?Action=DescribeDBInstances",
        "monitoring.rds.eu-central-1.amazonaws.com",
        "pi.eu-central-1.amazonaws.com",
        "rds-data.eu-central-1.amazonaws.com",
        "campaign.c9akciq32rgw.eu-central-1.redshift.amazonaws.com",
        "campaign.cluster-c9akciq32rgw.eu-central-1.docdb.amazonaws.com",
        "campaign.cluster-c9akciq32rgw.eu-central-1.neptune.amazonaws.com",
        "campaign.c9akci.0001.euc1.cache.amazonaws.com",
        "dax.c9akci.dax-clusters.eu-central-1.amazonaws.com",
        "jdbc:oracle:thin:@erp.c9akciq32rgw.eu-central-1.rds.amazonaws.com:1521/ORCL",
        "^[a-z-]+\\.c9akciq32rgw\\.eu-central-1\\.rds\\.amazonaws\\.com$",
        "*.c9akciq32rgw.eu-central-1.rds.amazonaws.com",
        "*.rds.amazonaws.com,.rds.amazonaws.com",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html",
        "localhost:5432",
        "127.0.0.1",
        "rds.localhost.localstack.cloud",
        "internal-campaign-1.elb.eu-central-1.amazonaws.com",
        ""
      })
  void leaves_the_innocent_alone(String text) {
    given(text).expectCompliant();
  }

  @Test
  void says_nothing_of_other_resources() {
    given(DIRECT).as("aws:ecs/taskDefinition:TaskDefinition").expectNotApplicable();
  }

  @Test
  void suspects_an_unknown_environment_that_comes_from_a_database_alone() {
    inStack
        .computedFrom("environment", "database", "bucket")
        .expectViolations(
            "dialer (advisory): environment.variables will be computed from a database only: "
                + "urn:pulumi:dev::test::aws:rds/instance:Instance::database");
  }

  @Test
  void takes_an_unknown_environment_that_comes_from_a_proxy_for_lawful() {
    inStack.computedFrom("environment", "proxy", "bucket").expectNothingReported();
  }

  @Test
  void takes_an_unknown_environment_that_comes_from_neither_for_lawful() {
    inStack.computedFrom("environment", "bucket").expectNothingReported();
  }

  @Test
  void leaves_open_what_comes_from_both_database_and_proxy() {
    inStack
        .computedFrom("environment", "database", "proxy")
        .expectUndecided("environment.variables");
  }

  @Test
  void leaves_open_what_comes_from_nowhere_while_the_stack_has_a_database() {
    inStack.expectUndecided("environment.variables");
  }

  @Test
  void has_nothing_to_ask_where_the_stack_has_no_database() {
    function.withUnknown("environment.variables").expectNothingReported();
  }

  @Test
  void sees_the_database_inside_a_component() {
    inStack
        .component("datatier:database:Database", "inner", "database")
        .component("shop:Tier", "tier", "inner")
        .computedFrom("environment", "tier")
        .expectViolations(
            "dialer (advisory): environment.variables will be computed from a database only: "
                + "urn:pulumi:dev::test::aws:rds/instance:Instance::database");
  }

  @Test
  void sees_the_proxy_inside_a_component() {
    inStack
        .component("shop:Tier", "tier", "database", "proxy")
        .computedFrom("environment", "tier")
        .expectUndecided("environment.variables");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oracle-ee", "oracle-se2-cdb", "db2-se", "custom-sqlserver-ee"})
  void says_nothing_of_engines_that_no_proxy_fronts(String engine) {
    inStack
        .resource("aws:rds/instance:Instance", "erp", Map.of("engine", engine))
        .computedFrom("environment", "erp")
        .expectNothingReported();
  }

  @Test
  void reports_once_what_stands_in_code_of_the_program() {
    var text = PropertyValue.fields(Map.of("text", "const host = '" + DIRECT + "'"));
    function
        .with("code", new Marked("c44067f5952c0a294b673a41bacd8c17", text))
        .expectViolations(
            "dialer: code contains the address of a database instance (%s)".formatted(DIRECT));
  }

  @Test
  void never_lets_the_unknown_hide_a_known_address() {
    inStack
        .with("environment", Map.of("variables", Map.of("A", DIRECT)))
        .withUnknown("environment.variables.B")
        .computedFrom("environment", "database", "proxy")
        .expectViolationsAndUndecided(
            List.of(
                "dialer: environment.variables.A contains the address of a database instance (%s)"
                    .formatted(DIRECT)),
            "environment.variables.B");
  }

  @Test
  void leaves_open_a_text_too_large_to_be_unwrapped() {
    given("x".repeat(300_000)).expectUndecided("environment.variables.DATABASE_HOST");
  }

  @Test
  void lets_those_administer_whom_the_configuration_names() {
    var migrations = given(DIRECT).with("name", "campaign-migrations-prod");
    migrations.expectViolations(direct(DIRECT));
    migrations
        .configured("administrationFunctions", List.of("campaign-migrations-*"))
        .expectNotApplicable();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dispatcher",
        "campaign-migrations-prod-2",
        "x-campaign-migrations-prod",
        "",
        "Campaign-Migrations-Prod"
      })
  void lets_nobody_else_administer(String name) {
    given(DIRECT)
        .configured("administrationFunctions", List.of("campaign-migrations-prod"))
        .with("name", name)
        .expectViolations(direct(DIRECT));
  }

  @Test
  void lets_no_function_administer_whose_name_is_not_known() {
    var anything = given(DIRECT).configured("administrationFunctions", List.of("*"));
    anything.withUnknown("name").expectViolations(direct(DIRECT));
    anything.expectViolations(direct(DIRECT));
  }

  @Test
  void does_not_suspect_those_who_administer() {
    inStack
        .with("name", "campaign-migrations-prod")
        .configured("administrationFunctions", List.of("campaign-migrations-prod"))
        .computedFrom("environment", "database")
        .expectNotApplicable();
  }
}
