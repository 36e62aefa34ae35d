package io.datatier.policy.resources;

import io.datatier.policy.rules.LambdaConnectsThroughProxy;
import io.datatier.policy.rules.WorkerConnectsThroughProxy;
import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One step away: what contains the address of a database, and who is given its name. */
final class AddressCarriersTest {

  private static final String DIRECT = "campaign.c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final String PROXY = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final String HOLDS =
      "which contains the address of a database instance (%s)".formatted(DIRECT);

  private static final String SECRET_ARN =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:campaign/app-a1B2c3";

  private static RuleTester function(String text) {
    return RuleTester.of(LambdaConnectsThroughProxy.RULE)
        .resource(
            "aws:lambda/function:Function",
            "dialer",
            Map.of("environment", Map.of("variables", Map.of("X", text))));
  }

  private static RuleTester withParameter(RuleTester stack) {
    return stack.resource(
        "aws:ssm/parameter:Parameter",
        "host",
        Map.of("name", "/campaign/db/host", "type", "String", "value", DIRECT));
  }

  private static RuleTester withSecret(RuleTester stack) {
    return stack
        .resource(
            "aws:secretsmanager/secret:Secret",
            "app",
            Map.of("name", "campaign/app", "arn", SECRET_ARN))
        .resource(
            "aws:secretsmanager/secretVersion:SecretVersion",
            "version",
            Map.of(
                "secretId",
                SECRET_ARN,
                "secretString",
                "{\"host\": \"%s\", \"username\": \"app\"}".formatted(DIRECT)));
  }

  private static RuleTester withRecord(RuleTester stack) {
    return stack
        .resource("aws:route53/zone:Zone", "zone", Map.of("id", "Z1", "name", "campaign.internal"))
        .resource(
            "aws:route53/record:Record",
            "record",
            Map.of("zoneId", "Z1", "name", "db", "type", "CNAME", "records", List.of(DIRECT)));
  }

  private static String leads(String to) {
    return "dialer: environment.variables.X leads to urn:pulumi:dev::test::%s, %s"
        .formatted(to, HOLDS);
  }

  private static String advises(String to) {
    return leads(to).replace("dialer:", "dialer (advisory):");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/campaign/db/host",
        "arn:aws:ssm:eu-central-1:123456789012:parameter/campaign/db/host",
        "{{resolve:ssm:/campaign/db/host:1}}",
        "{\"parameters\": [\"/campaign/db/port\", \"/campaign/db/host\"]}",
        "/campaign/db/port,/campaign/db/host",
        "L2NhbXBhaWduL2RiL2hvc3Q="
      })
  void reports_who_is_given_a_parameter(String text) {
    withParameter(function(text)).expectViolations(leads("aws:ssm/parameter:Parameter::host"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/campaign/db/port",
        "/campaign/db/host2",
        "/campaign/db/host/port",
        "/other/campaign/db/host",
        "/campaign/db",
        "host",
        ""
      })
  void leaves_the_names_of_other_parameters_alone(String text) {
    withParameter(function(text)).expectNothingReported();
  }

  @Test
  void takes_a_plain_word_for_a_name_only_where_nothing_else_is_said() {
    var parameter = Map.of("name", "campaign", "value", DIRECT);
    function("campaign")
        .resource("aws:ssm/parameter:Parameter", "host", parameter)
        .expectViolations(leads("aws:ssm/parameter:Parameter::host"));
    function("arn:aws:ssm:eu-central-1:123456789012:parameter/campaign")
        .resource("aws:ssm/parameter:Parameter", "host", parameter)
        .expectViolations(leads("aws:ssm/parameter:Parameter::host"));
    function("dbname=campaign")
        .resource("aws:ssm/parameter:Parameter", "host", parameter)
        .expectNothingReported();
  }

  @Test
  void leaves_parameters_alone_that_hold_something_else() {
    function("/campaign/db/host")
        .resource(
            "aws:ssm/parameter:Parameter",
            "host",
            Map.of("name", "/campaign/db/host", "value", PROXY))
        .expectNothingReported();
    withParameter(function("nothing")).expectNothingReported();
  }

  @Test
  void shows_nothing_of_a_secret_parameter() {
    withParameter(function("/campaign/db/host"))
        .subject("host")
        .withSecret("value", DIRECT)
        .expectFindings(
            leads("aws:ssm/parameter:Parameter::host").replace(DIRECT, "a secret, not shown"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECRET_ARN,
        "campaign/app",
        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:campaign/app",
        "{\"secret\": \"campaign/app\"}",
        "{{resolve:secretsmanager:campaign/app:SecretString:host}}"
      })
  void reports_who_is_given_a_secret(String text) {
    withSecret(function(text))
        .expectViolations(leads("aws:secretsmanager/secretVersion:SecretVersion::version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign/app2", "campaign/application", "campaign", "app"})
  void leaves_the_names_of_other_secrets_alone(String text) {
    withSecret(function(text)).expectNothingReported();
  }

  @Test
  void only_advises_on_a_secret_where_the_client_knows_the_proxy() {
    withSecret(function(SECRET_ARN).with("environment.variables.HOST", PROXY))
        .expectViolations(advises("aws:secretsmanager/secretVersion:SecretVersion::version"));
    withParameter(function("/campaign/db/host").with("environment.variables.HOST", PROXY))
        .expectViolations(leads("aws:ssm/parameter:Parameter::host"));
  }

  @Test
  void knows_a_secret_of_another_stack_by_what_its_version_calls_it() {
    function("campaign/app")
        .resource(
            "aws:secretsmanager/secretVersion:SecretVersion",
            "version",
            Map.of("secretId", "campaign/app", "secretString", DIRECT))
        .expectViolations(leads("aws:secretsmanager/secretVersion:SecretVersion::version"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.campaign.internal",
        "DB.campaign.internal.",
        "postgres://app@db.campaign.internal:5432/campaign_system",
        "jdbc:postgresql://db.campaign.internal/campaign_system"
      })
  void reports_who_is_given_a_dns_name(String text) {
    withRecord(function(text)).expectViolations(leads("aws:route53/record:Record::record"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db",
        "old-db.campaign.internal",
        "db.campaign.internal.example.org",
        "db.campaign"
      })
  void leaves_other_dns_names_alone(String text) {
    withRecord(function(text)).expectNothingReported();
  }

  @Test
  void reads_the_target_of_an_alias_and_a_name_in_full() {
    function("db.campaign.internal")
        .resource(
            "aws:route53/record:Record",
            "record",
            Map.of(
                "name",
                "db.campaign.internal",
                "type",
                "A",
                "aliases",
                List.of(Map.of("name", DIRECT, "zoneId", "Z2"))))
        .expectViolations(leads("aws:route53/record:Record::record"));
  }

  @Test
  void reports_an_unknown_environment_that_comes_from_a_carrier() {
    withParameter(function(""))
        .withUnknown("environment.variables")
        .computedFrom("environment", "host")
        .expectViolations(
            leads("aws:ssm/parameter:Parameter::host").replace("variables.X", "variables"));
    withSecret(function(""))
        .withUnknown("environment.variables")
        .computedFrom("environment", "app")
        .expectViolations(
            leads("aws:secretsmanager/secretVersion:SecretVersion::version")
                .replace("variables.X", "variables"));
    withSecret(function(""))
        .resource("aws:rds/proxy:Proxy", "proxy", Map.of())
        .withUnknown("environment.variables")
        .computedFrom("environment", "app", "proxy")
        .expectViolations(
            advises("aws:secretsmanager/secretVersion:SecretVersion::version")
                .replace("variables.X", "variables"));
  }

  @Test
  void suspects_a_carrier_that_will_be_computed_from_a_database_alone() {
    withParameter(function("/campaign/db/host"))
        .resource("aws:rds/instance:Instance", "database", Map.of("engine", "postgres"))
        .subject("host")
        .withUnknown("value")
        .computedFrom("value", "database")
        .expectFindings(
            "dialer (advisory): environment.variables.X leads to "
                + "urn:pulumi:dev::test::aws:ssm/parameter:Parameter::host, which will be computed from a database only: "
                + "urn:pulumi:dev::test::aws:rds/instance:Instance::database");
  }

  @Test
  void leaves_open_a_carrier_whose_origin_is_lost() {
    withParameter(function("/campaign/db/host"))
        .resource("aws:rds/instance:Instance", "database", Map.of("engine", "postgres"))
        .subject("host")
        .withUnknown("value")
        .expectFindings("undecided: dialer by environment.variables.X");
  }

  @Test
  void reports_workers_as_well() {
    withParameter(
            RuleTester.of(WorkerConnectsThroughProxy.RULE)
                .resource(
                    "aws:ecs/taskDefinition:TaskDefinition",
                    "dialer",
                    Map.of(
                        "containerDefinitions",
                        "[{\"secrets\": [{\"valueFrom\": \"/campaign/db/host\"}]}]")))
        .expectViolations(
            leads("aws:ssm/parameter:Parameter::host")
                .replace("environment.variables.X", "containerDefinitions"));
  }
}
