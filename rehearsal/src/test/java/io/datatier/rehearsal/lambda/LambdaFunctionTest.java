package io.datatier.rehearsal.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.TestValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LambdaFunctionTest {

  private final DataTier tier;

  LambdaFunctionTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void gives_a_function_what_lambda_gives_it() {
    var vpc = tier.vpc().create();
    var role = tier.role("lambda.amazonaws.com").create();
    tier.attached(role, "service-role/AWSLambdaVPCAccessExecutionRole").create();
    var group = tier.group(vpc, "functions").create();
    var function =
        tier.functionAlone()
            .with("role", role.text("arn"))
            .with(
                "vpcConfig",
                Map.of("subnetIds", tier.subnets(vpc), "securityGroupIds", List.of(group.id())))
            .create();
    var arn = "arn:aws:lambda:us-east-1:123456789012:function:validate-campaign";
    assertEquals("validate-campaign", function.id());
    assertEquals(arn, function.text("arn"));
    assertEquals(arn + ":$LATEST", function.text("qualifiedArn"));
    assertEquals(
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + arn + "/invocations",
        function.text("invokeArn"));
    assertEquals("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=", function.text("sourceCodeHash"));
    assertEquals(128.0, function.outputs().get("memorySize"));
    assertEquals(-1.0, function.outputs().get("reservedConcurrentExecutions"));
    function.expectSteady();
    group.expectDeleteRefused(
        "deleting Security Group (functions-0123456): DependencyViolation: The security group '%s' has dependencies and cannot be deleted; validate-campaign (aws:lambda/function:Function) still uses it."
            .formatted(group.id()));
  }

  @Test
  void reports_every_fault_of_a_function_at_once() {
    tier.functionAlone()
        .with("name", "validate campaign")
        .with("runtime", "python3.31")
        .with("memorySize", 64)
        .with("timeout", 901)
        .with("reservedConcurrentExecutions", -2)
        .with("role", "nobody")
        .with("s3Bucket", "artifacts")
        .with("architectures", List.of("arm"))
        .with("layers", List.of("mine"))
        .without("handler")
        .with(
            "environment",
            Map.of(
                "variables",
                Map.of("AWS_REGION", "us-east-1", "1ST", "x", "LONG_ONE", "x".repeat(4200))))
        .expectFailures(
            "architectures[0]: must be one of arm64, x86_64, but is arm (did you mean arm64?)",
            "environment.variables: must have at most 4096 bytes in total, but has 4231",
            "environment.variables[1ST]: must begin with a letter and have at least two letters,"
                + " digits and _",
            "environment.variables[AWS_REGION]: is reserved by Lambda and cannot be set",
            "handler: is required for a Zip package",
            "layers[0]: must be an ARN, but is \"mine\"",
            "memorySize: must be 128 to 10240 MB, but is 64",
            "name: must have 1 to 64 letters, digits, _ and -, but is \"validate campaign\"",
            "reservedConcurrentExecutions: must be at least -1, but is -2",
            "role: must be the ARN of an IAM role, but is \"nobody\"",
            "runtime: must be one of dotnet8, java11, java17, java21, java8.al2,"
                + " nodejs20.x, nodejs22.x, provided.al2, provided.al2023, python3.10,"
                + " python3.11, python3.12, python3.13, ruby3.2, ruby3.3, ruby3.4, but is python3.31 (did you mean python3.11?)",
            "s3Bucket: exactly one of code, imageUri, s3Bucket must be set, but code and s3Bucket"
                + " are both set",
            "s3Key: is required with s3Bucket",
            "timeout: must be 1 to 900 seconds, but is 901");
  }

  @Test
  void updates_a_function_whose_code_changes() {
    var draft =
        tier.functionAlone()
            .with("role", tier.role("lambda.amazonaws.com").create().text("arn"))
            .with("publish", true);
    var first = draft.create();
    var changed = draft.with("code", TestValues.archive("function.zip", "b".repeat(64)));
    first.expectUpdate(changed, "code");
    first.expectUpdate(draft.with("code", TestValues.archive("elsewhere.zip", DataTier.HASH)));
    var second = first.update(changed);
    assertEquals(List.of("1", "2"), List.of(first.text("version"), second.text("version")));
    second.expectSteady();
    first.expectReplacement(draft.with("name", "other"), "name");
  }

  @Test
  void publishes_a_version_for_code_and_configuration_and_nothing_else() {
    var draft =
        tier.functionAlone()
            .with("role", tier.role("lambda.amazonaws.com").create().text("arn"))
            .with("publish", true)
            .with("environment", Map.of("variables", Map.of("LEVEL", TestValues.secret("low"))));
    var live = draft.create();
    var unpublished =
        List.of(
            draft.with("reservedConcurrentExecutions", 5),
            draft.with("tags", Map.of("Owner", "me")),
            draft.with("skipDestroy", true),
            draft.with("code", TestValues.archive("elsewhere.zip", DataTier.HASH)));
    unpublished.forEach(each -> assertEquals("1", live.update(each).text("version")));
    var published =
        List.of(
            draft.with("memorySize", 256),
            draft.with("environment", Map.of("variables", Map.of("LEVEL", "high"))),
            draft.with("code", TestValues.archive("function.zip", "b".repeat(64))));
    var versions = published.stream().map(each -> live.update(each).text("version")).toList();
    assertEquals(List.of("2", "3", "4"), versions);
  }

  @Test
  void publishes_a_version_when_it_is_first_told_to() {
    var draft =
        tier.functionAlone().with("role", tier.role("lambda.amazonaws.com").create().text("arn"));
    var live = draft.create();
    assertEquals("$LATEST", live.update(draft.with("memorySize", 256)).text("version"));
    assertEquals("1", live.update(draft.with("publish", true)).text("version"));
  }

  @Test
  void leaves_concurrency_for_functions_that_reserve_none() {
    var draft =
        tier.functionAlone()
            .with("role", tier.role("lambda.amazonaws.com").create().text("arn"))
            .with("reservedConcurrentExecutions", 500);
    draft.create();
    draft
        .with("name", "second")
        .expectRefused(
            "creating Lambda Function (second): InvalidParameterValueException: Specified"
                + " ReservedConcurrentExecutions for function decreases account's"
                + " UnreservedConcurrentExecution below its minimum value of [100].");
  }

  @Test
  void refuses_a_role_that_lambda_may_not_assume() {
    var role = tier.role("rds.amazonaws.com").create();
    tier.functionAlone()
        .with("role", role.text("arn"))
        .expectRefusedAtPreview(
            "creating Lambda Function (validate-campaign): InvalidParameterValueException: The role"
                + " arn:aws:iam::123456789012:role/role-0123456 cannot be assumed by"
                + " lambda.amazonaws.com: its trust policy must allow sts:AssumeRole to that"
                + " service.");
  }

  /** A role that Lambda may assume for some functions only (IAM guide, "The confused deputy"). */
  private Draft roleFor(String name, String function, String number) {
    return tier.role("lambda.amazonaws.com")
        .named(name)
        .with(
            "assumeRolePolicy",
            """
            {"Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole",\
            "Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:lambda:*:*:function:%s"},\
            "StringEquals":{"aws:SourceAccount":"%s"}}}}"""
                .formatted(function, number));
  }

  @Test
  void refuses_a_role_that_lambda_may_assume_for_others_only() {
    var right = roleFor("right", "validate-*", "123456789012").create();
    tier.functionAlone().with("role", right.text("arn")).create().expectSteady();
    for (var wrong :
        List.of(
            roleFor("other-function", "send-*", "123456789012"),
            roleFor("other-account", "validate-*", "210987654321"))) {
      var role = wrong.create();
      tier.functionAlone()
          .with("name", "validate-second")
          .with("role", role.text("arn"))
          .expectRefusedAtPreview(
              "creating Lambda Function (validate-second): InvalidParameterValueException: The"
                  + " role "
                  + role.text("arn")
                  + " cannot be assumed by lambda.amazonaws.com: its trust policy must allow"
                  + " sts:AssumeRole to that service.");
    }
  }
}
