package io.datatier.rehearsal.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.cloudwatch.LogGroup;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.TestValues;
import io.datatier.rehearsal.sns.SnsTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientsTest {

  private final DataTier tier;

  ClientsTest(@TempDir Path folder) {
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
            "architectures[0]: must be one of arm64, x86_64, and is arm; the nearest is arm64",
            "environment.variables: must have at most 4096 bytes in all, and has 4231",
            "environment.variables[1ST]: must begin with a letter and have at least two letters,"
                + " digits and _",
            "environment.variables[AWS_REGION]: is reserved: Lambda sets it, and refuses to have it"
                + " set",
            "handler: is required for a Zip package",
            "layers[0]: must be an ARN, and is \"mine\"",
            "memorySize: must be 128 to 10240 MB, and is 64",
            "name: must have 1 to 64 letters, digits, _ and -, and is \"validate campaign\"",
            "role: must be the ARN of an IAM role, and is \"nobody\"",
            "runtime: must be one of dotnet8, java11, java17, java21, java25, java8.al2,"
                + " nodejs20.x, nodejs22.x, nodejs24.x, provided.al2, provided.al2023, python3.10,"
                + " python3.11, python3.12, python3.13, python3.14, ruby3.2, ruby3.3, ruby3.4, and"
                + " is python3.31; the nearest is python3.11",
            "s3Bucket: exactly one of code, imageUri, s3Bucket must be set, and code and s3Bucket"
                + " both are",
            "s3Key: is required with s3Bucket",
            "timeout: must be 1 to 900 seconds, and is 901");
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

  @Test
  void keeps_a_role_that_still_has_policies() {
    var role = tier.role("lambda.amazonaws.com").create();
    var policy = tier.reading(role, "*").create();
    assertEquals("role-0123456:read-secret-0123456", policy.id());
    role.expectDeleteRefused(
        "deleting IAM Role (role-0123456): DeleteConflict: Cannot delete entity, must delete"
            + " policies first.");
    policy.delete();
    role.delete();
    tier.reading(role, "*")
        .expectRefused(
            "creating IAM Role Policy (read-secret-0123456): NoSuchEntity: The role with name"
                + " role-0123456 cannot be found.");
  }

  @Test
  void judges_roles() {
    tier.role("lambda.amazonaws.com")
        .with("assumeRolePolicy", "{not json")
        .with("maxSessionDuration", 60)
        .with("path", "service")
        .expectFailures(
            "assumeRolePolicy: must be a JSON document, and is not valid JSON",
            "maxSessionDuration: must be 3600 to 43200 seconds, and is 60",
            "path: must begin and end with a slash, and is \"service\"");
    var role = tier.role("lambda.amazonaws.com").create();
    role.expectSteady();
    // The same document in other words is no change.
    role.expectUpdate(
        tier.role("lambda.amazonaws.com")
            .with(
                "assumeRolePolicy",
                """
                { "Version": "2012-10-17",
                  "Statement": { "Action": "sts:AssumeRole", "Effect": "Allow",
                    "Principal": { "Service": "lambda.amazonaws.com" } } }"""));
    tier.role("lambda.amazonaws.com")
        .named("again")
        .with("name", role.id())
        .expectRefused(
            "creating IAM Role (role-0123456): EntityAlreadyExists: Role with name role-0123456"
                + " already exists.");
  }

  @Test
  void judges_log_groups() {
    var group = tier.aws().resource(LogGroup.TYPE, "logs").with("name", "/aws/lambda/validate");
    group
        .with("retentionInDays", 31)
        .with("name", "/aws/lambda/vali date")
        .expectFailures(
            "name: must have 1 to 512 letters, digits and ._-/#, and is \"/aws/lambda/vali date\"",
            "retentionInDays: must be one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365,"
                + " 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, and is 31");
    var live = group.create();
    assertEquals(
        "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/validate", live.text("arn"));
    live.expectSteady();
    group
        .named("again")
        .expectRefused(
            "creating CloudWatch Logs Log Group (/aws/lambda/validate):"
                + " ResourceAlreadyExistsException: The specified log group already exists:"
                + " /aws/lambda/validate");
  }

  @Test
  void judges_alarms() {
    tier.alarm()
        .with("comparisonOperator", "GreaterThan")
        .with("period", 45)
        .with("alarmActions", List.of("nobody"))
        .without("statistic")
        .expectFailures(
            "alarmActions[0]: must be an ARN, and is \"nobody\"",
            "comparisonOperator: must be one of GreaterThanOrEqualToThreshold,"
                + " GreaterThanThreshold, GreaterThanUpperThreshold,"
                + " LessThanLowerOrGreaterThanUpperThreshold, LessThanLowerThreshold,"
                + " LessThanOrEqualToThreshold, LessThanThreshold, and is GreaterThan; the nearest"
                + " is GreaterThanThreshold",
            "period: must be 10, 20, 30 or a multiple of 60 seconds, and is 45",
            "statistic: exactly one of statistic, extendedStatistic must be set, and none is");
    tier.alarm()
        .with("evaluationPeriods", 300)
        .expectFailures(
            "evaluationPeriods: times period must be at most 86400 seconds, and is 90000");
  }

  @Test
  void refuses_alarms_that_would_reach_nobody() {
    var topic = tier.aws().resource(SnsTopic.TYPE, "alarms").create();
    assertEquals("arn:aws:sns:us-east-1:123456789012:alarms-0123456", topic.id());
    topic.expectSteady();
    var alarm = tier.alarm().with("alarmActions", List.of(topic.id()));
    alarm.create().expectSteady();
    topic.delete();
    alarm
        .with("name", "second")
        .expectRefusedAtPreview(
            "creating CloudWatch Metric Alarm (second): NotFound: The topic"
                + " arn:aws:sns:us-east-1:123456789012:alarms-0123456 does not exist, so"
                + " alarmActions would reach nobody.");
  }
}
