package io.datatier.rehearsal.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.provider.TestValues;
import io.datatier.rehearsal.sns.SnsTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What there is around functions, and what their roles must be allowed. */
final class FunctionTest {

  private final DataTier tier;

  FunctionTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Live role() {
    return tier.role("lambda.amazonaws.com").create();
  }

  private Draft function(Live role) {
    return tier.functionAlone().with("role", role.text("arn"));
  }

  private static void expectNeed(Draft function, String call) {
    function.expectRefused(
        "creating Lambda Function (validate-campaign): InvalidParameterValueException: The provided"
            + " execution role does not have permissions to call "
            + call);
  }

  @Test
  void judges_what_belongs_to_a_package() {
    tier.functionAlone()
        .with("packageType", "Image")
        .without("code")
        .with("imageUri", "123456789012.dkr.ecr.us-east-1.amazonaws.com/calls:1")
        .expectFailures(
            "handler: cannot be set for the package type Image",
            "runtime: cannot be set for the package type Image");
    tier.functionAlone()
        .with("imageConfig", Map.of("commands", List.of("run")))
        .with(
            "vpcConfig",
            Map.of("subnetIds", List.of("subnet-0a1b2c3d4e5f60718"), "securityGroupIds", List.of()))
        .expectFailures(
            "imageConfig: cannot be set for the package type Zip",
            "vpcConfig.securityGroupIds: must not be empty if the other is set");
  }

  @Test
  void needs_a_role_that_may_do_what_lambda_does_for_a_function() {
    var role = role();
    var vpc = tier.vpc().create();
    var network =
        Map.of(
            "subnetIds",
            tier.subnets(vpc),
            "securityGroupIds",
            List.of(tier.group(vpc, "functions").create().id()));
    var queue = tier.queue().create();
    var topic = tier.aws().resource(SnsTopic.TYPE, "failed").create();
    var function = function(role);
    expectNeed(function.with("vpcConfig", network), "CreateNetworkInterface on EC2");
    expectNeed(
        function.with("tracingConfig", Map.of("mode", "Active")), "PutTraceSegments on XRAY");
    var failing = function.with("deadLetterConfig", Map.of("targetArn", queue.text("arn")));
    expectNeed(failing, "SendMessage on SQS");
    expectNeed(
        function.with("deadLetterConfig", Map.of("targetArn", topic.text("arn"))),
        "Publish on SNS");
    tier.allowing(role, "sqs:SendMessage", queue.text("arn")).create();
    tier.attached(role, "AWSXRayDaemonWriteAccess").create();
    tier.allowing(role, "ec2:CreateNetworkInterface", "*").create();
    failing
        .with("vpcConfig", network)
        .with("tracingConfig", Map.of("mode", "Active"))
        .create()
        .expectSteady();
    function
        .with("name", "second")
        .with("deadLetterConfig", Map.of("targetArn", queue.text("arn") + "-gone"))
        .expectRefused(
            "creating Lambda Function (second): InvalidParameterValueException: The target of the"
                + " dead-letter queue, arn:aws:sqs:us-east-1:123456789012:jobs-gone, does not"
                + " exist.");
  }

  @Test
  void keeps_published_versions_warm_behind_an_alias() {
    var role = role();
    var function = function(role).with("publish", true).with("reservedConcurrentExecutions", 5);
    var live = function.create();
    var alias =
        tier.aws()
            .resource(LambdaAlias.TYPE, "live")
            .with("name", "live")
            .with("functionName", live.id())
            .with("functionVersion", live.text("version"));
    var made = alias.create();
    assertEquals(live.text("arn") + ":live", made.id());
    made.expectSteady();
    made.expectUpdate(alias.with("functionName", live.text("arn")));
    assertEquals("1", alias.importing("validate-campaign/live").get("functionVersion"));
    alias
        .with("name", "next")
        .with("functionVersion", "2")
        .expectRefused(
            "creating Lambda Alias (next): ResourceNotFoundException: Function not found: "
                + live.text("arn")
                + ":2");
    var warm =
        tier.aws()
            .resource(ProvisionedConcurrencyConfig.TYPE, "warm")
            .with("functionName", live.id())
            .with("qualifier", "live")
            .with("provisionedConcurrentExecutions", 2);
    var kept = warm.create();
    assertEquals("validate-campaign,live", kept.id());
    kept.expectSteady();
    warm.with("qualifier", "$LATEST")
        .expectFailures("qualifier: must be a published version or an alias, but is $LATEST");
    warm.with("qualifier", "1")
        .with("provisionedConcurrentExecutions", 6)
        .expectRefused(
            "creating Lambda Provisioned Concurrency Config: InvalidParameterValueException:"
                + " Requested Provisioned Concurrency should not be greater than the"
                + " reservedConcurrentExecution for function, which is 5.");
    var shared = function(role).with("name", "shared").with("publish", true).create();
    var ofShared = warm.with("functionName", shared.id()).with("qualifier", "1");
    ofShared
        .with("provisionedConcurrentExecutions", 996)
        .expectRefused(
            "creating Lambda Provisioned Concurrency Config: InvalidParameterValueException:"
                + " Specified ConcurrentExecutions for function is greater than account's"
                + " unreserved concurrency [995].");
    ofShared
        .with("provisionedConcurrentExecutions", 896)
        .expectRefused(
            "creating Lambda Provisioned Concurrency Config: InvalidParameterValueException:"
                + " Specified ConcurrentExecutions for function decreases account's"
                + " UnreservedConcurrentExecution below its minimum value of [100].");
    live.delete();
    assertEquals(List.of("", ""), List.of(made.refresh().id(), kept.refresh().id()));
  }

  @Test
  void invokes_functions_that_exist() {
    var function = function(role()).create();
    var migration =
        tier.aws()
            .resource(LambdaInvocation.TYPE, "migrate")
            .with("functionName", function.id())
            .with("input", "{\"users\": [\"app\"]}")
            .with("triggers", Map.of("statements", "1"));
    var done = migration.create();
    assertEquals("null", done.text("result"));
    assertTrue(done.id().matches("validate-campaign_\\$LATEST_[0-9a-f]{32}"), done.id());
    done.expectSteady();
    // The provider compares the text.
    done.expectReplacement(migration.with("input", "{\"users\":[\"app\"]}"), "input");
    var again = migration.with("triggers", Map.of("statements", "2"));
    done.expectReplacement(again, "triggers");
    var instead = again.create();
    assertEquals(done.id(), instead.id());
    done.delete();
    instead.expectSteady();
    instead.delete();
    assertEquals("", instead.refresh().id());
    migration.with("input", "{users").expectFailures("input: must be valid JSON");
    var lasting = migration.named("lasting").with("lifecycleScope", "CRUD");
    lasting
        .with("input", "[1]")
        .expectFailures("input: must be a JSON object with the lifecycleScope CRUD");
    var invoked = lasting.with("input", "{}").create();
    var other = lasting.with("input", "{\"users\":[]}");
    invoked.expectUpdate(other, "input");
    assertEquals(
        List.of(TestValues.UNKNOWN, "null"),
        List.of(
            invoked.previewUpdate(other).getOrDefault("result", ""),
            invoked.update(other).text("result")));
    function.delete();
    invoked.expectDeleteRefused(
        "deleting Lambda Invocation: ResourceNotFoundException: Function not found:"
            + " arn:aws:lambda:us-east-1:123456789012:function:validate-campaign");
    migration
        .with("functionName", "nobody")
        .expectRefused(
            "creating Lambda Invocation: ResourceNotFoundException: Function not found:"
                + " arn:aws:lambda:us-east-1:123456789012:function:nobody");
  }

  @Test
  void lets_services_invoke_functions() {
    var function = function(role()).create();
    var permission =
        tier.aws()
            .resource(LambdaPermission.TYPE, "alarms")
            .with("function", function.id())
            .with("action", "lambda:InvokeFunction")
            .with("principal", "sns.amazonaws.com");
    var live = permission.create();
    assertEquals("alarms-0123456", live.id());
    live.expectSteady();
    assertEquals(
        "sns.amazonaws.com",
        permission.importing("validate-campaign/alarms-0123456").get("principal"));
    var prefixed = permission.with("statementIdPrefix", "topic-");
    var drawn = List.of(prefixed.create().id(), prefixed.create().id());
    assertEquals(2, drawn.stream().distinct().filter(id -> id.startsWith("topic-")).count());
    permission
        .with("statementId", "alarms-0123456")
        .expectRefused(
            "creating Lambda Permission (alarms-0123456): ResourceConflictException: The statement"
                + " id (alarms-0123456) provided already exists. Please provide a new statement"
                + " id, or remove the existing statement.");
    permission
        .with("action", "sns:Publish")
        .with("statementId", "a".repeat(101))
        .expectFailures(
            "action: must be a Lambda action such as lambda:InvokeFunction, but is"
                + " \"sns:Publish\"",
            "statementId: must have 1 to 100 letters, digits, _ and -, but is \"%s\""
                .formatted("a".repeat(101)));
  }

  @Test
  void takes_from_queues_what_its_role_may_take() {
    var role = role();
    var function = function(role).with("timeout", 60).create();
    var queue = tier.queue().create();
    assertEquals("https://sqs.us-east-1.amazonaws.com/123456789012/jobs", queue.id());
    queue.expectSteady();
    var mapping =
        tier.aws()
            .resource(EventSourceMapping.TYPE, "jobs")
            .with("functionName", function.text("arn"))
            .with("eventSourceArn", queue.text("arn"));
    mapping.expectRefused(
        "creating Lambda Event Source Mapping: InvalidParameterValueException: The function"
            + " execution role does not have permissions to call ReceiveMessage on SQS");
    tier.attached(role, "service-role/AWSLambdaSQSQueueExecutionRole").create();
    mapping.expectRefused(
        "creating Lambda Event Source Mapping: InvalidParameterValueException: Queue visibility"
            + " timeout: 30 seconds is less than Function timeout: 60 seconds");
    queue.update(tier.queue().with("visibilityTimeoutSeconds", 360));
    var live = mapping.create();
    assertEquals(List.of("Enabled", live.id()), List.of(live.text("state"), live.text("uuid")));
    live.expectSteady();
    var byName = mapping.with("functionName", function.id());
    live.expectUpdate(byName);
    assertEquals(function.text("arn"), live.update(byName).text("functionName"));
    live.expectUpdate(mapping.with("batchSize", 5), "batchSize");
    var five = live.update(mapping.with("batchSize", 5));
    five.expectUpdate(mapping, "batchSize");
    assertEquals(10.0, five.update(mapping).outputs().get("batchSize"));
    live.update(mapping.with("batchSize", 10)).expectUpdate(mapping);
    var letters = Map.of("onFailure", Map.of("destinationArn", queue.text("arn")));
    live.update(mapping.with("destinationConfig", letters)).expectUpdate(mapping);
    mapping
        .with("parallelizationFactor", 11)
        .with("maximumRecordAgeInSeconds", 59)
        .with("maximumRetryAttempts", -2)
        .with("tumblingWindowInSeconds", 901)
        .with("startingPosition", "FIRST")
        .with("startingPositionTimestamp", "yesterday")
        .with("selfManagedKafkaEventSourceConfig", Map.of("consumerGroupId", "calls"))
        .expectFailures(
            "maximumRecordAgeInSeconds: must be -1 or 60 to 604800 seconds, but is 59",
            "maximumRetryAttempts: must be -1 to 10000 attempts, but is -2",
            "parallelizationFactor: must be 1 to 10, but is 11",
            "selfManagedKafkaEventSourceConfig: cannot be set together with eventSourceArn",
            "startingPosition: must be one of AT_TIMESTAMP, LATEST, TRIM_HORIZON, but is FIRST",
            "startingPositionTimestamp: must be a time such as 2030-01-31T12:00:00Z, but is"
                + " \"yesterday\"",
            "tumblingWindowInSeconds: must be 0 to 900 seconds, but is 901");
    mapping.expectRefused(
        "creating Lambda Event Source Mapping: ResourceConflictException: An event source mapping"
            + " with arn:aws:sqs:us-east-1:123456789012:jobs arn and validate-campaign function"
            + " already exists.");
  }

  @Test
  void keeps_the_period_of_a_queue_without_a_key() {
    var period = "kmsDataKeyReusePeriodSeconds";
    var live = tier.queue().with(period, 300).create();
    live.expectUpdate(tier.queue().with(period, 600));
    tier.queue()
        .named("other")
        .with("name", "other")
        .create()
        .expectUpdate(tier.queue().with("name", "other").with(period, 600));
    var encrypted = tier.queue().with("kmsMasterKeyId", "alias/aws/sqs");
    live.expectUpdate(encrypted.with(period, 600), "kmsMasterKeyId", period);
  }

  @Test
  void judges_queues() {
    tier.queue()
        .with("name", "my jobs")
        .with("delaySeconds", 901)
        .with("contentBasedDeduplication", true)
        .with("kmsMasterKeyId", "alias/aws/sqs")
        .with("sqsManagedSseEnabled", true)
        .with("deduplicationScope", "all")
        .with("fifoThroughputLimit", "perGroup")
        .expectFailures(
            "contentBasedDeduplication: is for FIFO queues only",
            "deduplicationScope: must be one of messageGroup, queue, but is all",
            "delaySeconds: must be 0 to 900 seconds, but is 901",
            "fifoThroughputLimit: must be one of perMessageGroupId, perQueue, but is perGroup (did you mean perQueue?)",
            "name: must have 1 to 80 letters, digits, _ and -, but is \"my jobs\"",
            "sqsManagedSseEnabled: cannot be set together with kmsMasterKeyId");
    tier.queue()
        .with("redrivePolicy", "{\"deadLetterTargetArn\":\"arn:none\",\"maxReceiveCount\":4}")
        .expectRefused(
            "creating SQS Queue (jobs): InvalidParameterValue: Value of RedrivePolicy is invalid:"
                + " the dead letter target arn:none does not exist.");
  }
}
