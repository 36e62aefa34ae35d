package io.datatier.policy.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts are found in which wrapping is tested in RdsHostsTest and in the corpora. */
final class WorkerConnectsThroughProxyTest {

  private static final String DIRECT = "campaign.c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final String PROXY = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";

  private static final String SCRIPT =
      """
      #!/bin/bash
      yum install -y postgresql jq
      systemctl enable worker
      psql -h %s -U app -d campaign_system -c select
      """;

  private static final RuleTester worker =
      RuleTester.of(WorkerConnectsThroughProxy.RULE)
          .resource(
              "aws:ec2/instance:Instance", "worker", Map.of("userData", SCRIPT.formatted(PROXY)));

  private static final RuleTester task =
      RuleTester.of(WorkerConnectsThroughProxy.RULE)
          .resource(
              "aws:ecs/taskDefinition:TaskDefinition",
              "worker",
              Map.of("containerDefinitions", containers(PROXY, "run")));

  private static final RuleTester inStack =
      worker
          .resource("aws:rds/instance:Instance", "database", Map.of("engine", "postgres"))
          .resource("aws:rds/proxy:Proxy", "proxy", Map.of("engineFamily", "POSTGRESQL"))
          .withUnknown("userData");

  private static String containers(String host, String command) {
    return """
        [{"name": "worker", "image": "worker:1", "command": ["%s"],
          "environment": [{"name": "TZ", "value": "UTC"}, {"name": "DB_HOST", "value": "%s"}],
          "dockerLabels": {"note": "do not touch the settings of this worker"}}]
        """
        .formatted(command, host);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String direct(String path) {
    return "worker: %s contains the address of a database instance (%s)".formatted(path, DIRECT);
  }

  @Test
  void passes_workers_that_know_only_the_proxy() {
    worker.expectCompliant();
    task.expectCompliant();
  }

  @Test
  void passes_workers_that_are_told_nothing() {
    worker.without("userData").expectCompliant();
    task.with("containerDefinitions", "[]").expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({
    "aws:ec2/instance:Instance, userData",
    "aws:ec2/instance:Instance, userDataBase64",
    "aws:ec2/launchConfiguration:LaunchConfiguration, userData",
    "aws:ec2/launchConfiguration:LaunchConfiguration, userDataBase64",
    "aws:ec2/launchTemplate:LaunchTemplate, userData",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest, userData",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest, userDataBase64"
  })
  void reports_the_address_in_user_data_plain_or_in_base64(String type, String property) {
    var script = SCRIPT.formatted(DIRECT);
    worker.as(type).with(property, script).expectViolations(direct(property));
    worker.as(type).with(property, base64(script)).expectViolations(direct(property));
  }

  @Test
  void says_where_in_the_container_definitions_the_address_is() {
    task.with("containerDefinitions", containers(DIRECT, "run"))
        .expectViolations(direct("containerDefinitions[0].environment[1].value"));
    task.with("containerDefinitions", containers(PROXY, "psql -h " + DIRECT))
        .expectViolations(direct("containerDefinitions[0].command[0]"));
  }

  @Test
  void reports_what_is_not_quite_json_as_well() {
    task.with("containerDefinitions", "[{'value': '" + DIRECT + "',}]")
        .expectViolations(direct("containerDefinitions"));
  }

  @ParameterizedTest
  @CsvSource({
    "aws:cloudformation/stack:Stack, parameters",
    "aws:cloudformation/stackSet:StackSet, parameters",
    "aws:cloudformation/stackInstances:StackInstances, parameterOverrides",
    "aws:cloudformation/stackSetInstance:StackSetInstance, parameterOverrides",
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack, parameters"
  })
  void says_that_nobody_has_read_the_template_whose_parameter_carries_the_address(
      String type, String property) {
    var stack = inStack.as(type).without("userData");
    stack.with(property, Map.of("DbHost", PROXY)).expectCompliant();
    stack
        .with(property, Map.of("DbHost", DIRECT))
        .expectViolations(
            direct(property + ".DbHost") + "; the template could not be read to see who gets it");
    stack
        .withUnknown(property)
        .computedFrom(property, "database")
        .expectViolations(
            "worker (advisory): %s will be computed from a database only:".formatted(property)
                + " urn:pulumi:dev::test::aws:rds/instance:Instance::database; the template could"
                + " not be read to see who gets it");
  }

  @Test
  void leaves_a_template_in_the_program_to_those_who_judge_its_resources() {
    worker
        .as("aws:cloudformation/stack:Stack")
        .without("userData")
        .with("parameters", Map.of("DbHost", DIRECT))
        .with("templateBody", "Resources: {}")
        .expectCompliant();
  }

  @Test
  void advises_on_a_comment_of_a_script() {
    worker
        .with("userData", "#!/bin/sh\n# not " + DIRECT + "\nexec worker " + PROXY)
        .expectViolations(
            "worker (advisory): userData mentions the address of a database instance (%s)"
                .formatted(DIRECT));
  }

  @Test
  void reports_a_secret_without_showing_it() {
    worker
        .withSecret("userData", SCRIPT.formatted(DIRECT))
        .expectViolations(
            "worker: userData contains the address of a database instance (a secret, not shown)");
    task.withSecret("containerDefinitions", containers(DIRECT, "run"))
        .expectViolations(
            "worker: containerDefinitions contains the address of a database instance "
                + "(a secret, not shown)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:lambda/function:Function", "aws:ec2/vpc:Vpc"})
  void says_nothing_of_other_resources(String type) {
    worker.with("userData", DIRECT).as(type).expectNotApplicable();
  }

  @Test
  void suspects_unknown_user_data_that_comes_from_a_database_alone() {
    inStack
        .computedFrom("userData", "database")
        .expectViolations(
            "worker (advisory): userData will be computed from a database only: "
                + "urn:pulumi:dev::test::aws:rds/instance:Instance::database");
  }

  @Test
  void takes_unknown_user_data_that_comes_from_a_proxy_for_lawful() {
    inStack.computedFrom("userData", "proxy").expectNothingReported();
  }

  @Test
  void leaves_open_what_may_come_from_either() {
    inStack.computedFrom("userData", "proxy", "database").expectUndecided("userData");
    inStack.expectUndecided("userData");
    worker.withUnknown("userData").expectNothingReported();
  }

  @Test
  void leaves_open_a_text_too_large_to_be_unwrapped() {
    worker.with("userData", "x".repeat(300_000)).expectUndecided("userData");
  }
}
