package io.datatier.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import io.datatier.config.InvalidValue;
import io.datatier.encryption.KeyArn;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LambdaFleetTest {

  private static final FunctionSettings dialer =
      FunctionSettings.builder(
              new FunctionName("dialer-test"),
              Artifact.s3(new BucketName("code"), new ObjectKey("dialer.zip"), Optional.of("v1")))
          .runtime(new LambdaRuntime("java21"))
          .handler(new FunctionHandler("io.datatier.Dialer"))
          .memoryMib(512)
          .timeout(Duration.ofMinutes(5))
          .reservedConcurrency(100)
          .build();

  private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:failed";
  private static final String LAYER = "arn:aws:lambda:us-east-1:123456789012:layer:drivers:4";
  private static final String KEY =
      "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static final FunctionSettings callback =
      FunctionSettings.builder(
              new FunctionName("callback-test"),
              Artifact.s3(new BucketName("code"), new ObjectKey("cb.zip"), Optional.empty()))
          .reservedConcurrency(50)
          .provisionedConcurrency(5)
          .architecture(Architecture.ARM64)
          .layers(List.of(new LayerArn(LAYER)))
          .ephemeralStorageMib(2048)
          .tracing(Tracing.ACTIVE)
          .deadLetterTarget(new DeadLetterTarget(QUEUE))
          .environment(new EnvironmentVariables(Map.of("LOG_LEVEL", "debug")))
          .environmentKey(new KeyArn(KEY))
          .build();

  private static RecordedStack tier;
  private static RecordedStack full;

  @BeforeAll
  static void register() {
    tier =
        RecordedStack.of(
            context -> {
              var endpoint = SampleTier.proxy().endpoint();
              new LambdaFleet("fns", List.of(dialer), endpoint, SampleTier.LOGS);
              context.export("environment", DatabaseEnvironment.of(endpoint.login()).variables());
            });
    full =
        RecordedStack.of(
            context -> {
              var functions =
                  new LambdaFleet(
                          "fns",
                          List.of(dialer, callback),
                          SampleTier.proxy().endpoint(),
                          SampleTier.LOGS)
                      .functions();
              var plain = deployed(functions, dialer);
              var ready = deployed(functions, callback);
              context.export("plain", plain.name());
              context.export("plainArn", plain.arn());
              context.export("plainTarget", plain.target());
              context.export("readyRole", ready.roleName());
              context.export("readyTarget", ready.target());
            });
  }

  @Test
  void makes_each_function_after_its_log_its_policies_and_the_way_to_the_proxy() {
    assertEquals(
        Map.of(
            "function",
            Map.of(
                "dependsOn",
                List.of(
                    "fns-aws-egress",
                    "fns-aws-ingress",
                    "fns-dialer-test-log",
                    "fns-dialer-test-read-database-secret",
                    "fns-dialer-test-run-in-vpc",
                    "fns-proxy-egress",
                    "fns-proxy-ingress"))),
        full.optionsOf("fns-dialer-test"));
    assertEquals(
        Map.of(
            "function",
            Map.of(
                "dependsOn",
                List.of(
                    "fns-aws-egress",
                    "fns-aws-ingress",
                    "fns-callback-test-log",
                    "fns-callback-test-read-database-secret",
                    "fns-callback-test-run-in-vpc",
                    "fns-callback-test-send-dead-letters",
                    "fns-callback-test-trace",
                    "fns-proxy-egress",
                    "fns-proxy-ingress"))),
        full.optionsOf("fns-callback-test"));
  }

  @Test
  void consists_of_these_children() {
    assertEquals(
        List.of(
            "aws-egress: aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule in"
                + " datatier:clients:LambdaFleet",
            "aws-ingress: aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule in"
                + " datatier:clients:LambdaFleet",
            "dialer-test-function: aws:lambda/function:Function in datatier:clients:LambdaFunction",
            "dialer-test-log: aws:cloudwatch/logGroup:LogGroup in datatier:clients:LambdaFunction",
            "dialer-test-read-database-secret: aws:iam/rolePolicy:RolePolicy in"
                + " datatier:clients:LambdaFunction",
            "dialer-test-role: aws:iam/role:Role in datatier:clients:LambdaFunction",
            "dialer-test-run-in-vpc: aws:iam/rolePolicy:RolePolicy in"
                + " datatier:clients:LambdaFunction",
            "dialer-test: datatier:clients:LambdaFunction in datatier:clients:LambdaFleet",
            "group: aws:ec2/securityGroup:SecurityGroup in datatier:clients:LambdaFleet",
            "proxy-egress: aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule in"
                + " datatier:clients:LambdaFleet",
            "proxy-ingress: aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule in"
                + " datatier:clients:LambdaFleet"),
        tier.childrenOf("fns"));
  }

  @Test
  void tells_each_function_where_the_proxy_is_and_never_where_the_database_is() {
    assertEquals(
        Map.ofEntries(
            Map.entry("name", "dialer-test"),
            Map.entry("runtime", "java21"),
            Map.entry("handler", "io.datatier.Dialer"),
            Map.entry("memorySize", 512.0),
            Map.entry("timeout", 300.0),
            Map.entry("architectures", List.of("x86_64")),
            Map.entry("ephemeralStorage", Map.of("size", 512.0)),
            Map.entry("tracingConfig", Map.of("mode", "PassThrough")),
            Map.entry("reservedConcurrentExecutions", 100.0),
            Map.entry("role", "arn:aws:iam:us-east-1:123456789012:fns-dialer-test-role"),
            Map.entry("s3Bucket", "code"),
            Map.entry("s3Key", "dialer.zip"),
            Map.entry("s3ObjectVersion", "v1"),
            Map.entry(
                "vpcConfig",
                Map.of(
                    "subnetIds", SampleTier.SUBNETS, "securityGroupIds", List.of("fns-group-id"))),
            Map.entry("environment", Map.of("variables", SampleTier.ENVIRONMENT))),
        tier.resource("fns-dialer-test-function").inputs());
    assertEquals(SampleTier.ENVIRONMENT, tier.output("environment"));
  }

  @Test
  void opens_the_way_to_the_proxy_and_to_the_endpoints_of_aws() {
    assertEquals(
        Map.of(
            "securityGroupId", "pool-group-id",
            "referencedSecurityGroupId", "fns-group-id",
            "ipProtocol", "tcp",
            "fromPort", 5432.0,
            "toPort", 5432.0,
            "description", "Functions to proxy"),
        tier.resource("fns-proxy-ingress").inputs());
    assertEquals(
        Map.of(
            "securityGroupId",
            "fns-group-id",
            "referencedSecurityGroupId",
            SampleTier.ENDPOINT_GROUP,
            "ipProtocol",
            "tcp",
            "fromPort",
            443.0,
            "toPort",
            443.0,
            "description",
            "HTTPS to AWS, Secrets Manager above all"),
        tier.resource("fns-aws-egress").inputs());
  }

  @Test
  void makes_nothing_without_functions() {
    var stack =
        RecordedStack.of(
            context ->
                new LambdaFleet("fns", List.of(), SampleTier.proxy().endpoint(), SampleTier.LOGS));
    assertEquals(List.of(), stack.childrenOf("fns"));
  }

  @Test
  void reaches_aws_over_the_vpcs_own_way_out_where_no_endpoints_are_known() {
    var tier =
        RecordedStack.of(
            context ->
                new LambdaFleet(
                    "fns",
                    List.of(dialer),
                    SampleTier.proxy(SampleTier.database(SampleTier.network(Optional.empty())))
                        .endpoint(),
                    SampleTier.LOGS));
    assertEquals(
        Map.of(
            "securityGroupId", "fns-group-id",
            "cidrIpv4", "0.0.0.0/0",
            "ipProtocol", "tcp",
            "fromPort", 443.0,
            "toPort", 443.0,
            "description", "HTTPS to AWS, Secrets Manager above all"),
        tier.resource("fns-aws-egress").inputs());
  }

  @Test
  void writes_only_its_own_log_and_keeps_its_code_from_network_interfaces() {
    var interfaces =
        """
        ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
         "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses",
         "ec2:UnassignPrivateIpAddresses"]
        """;
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": [
               {"Sid": "WriteOwnLog", "Effect": "Allow",
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": "arn:aws:cloudwatch:us-east-1:123456789012:fns-dialer-test-log:*"},
               {"Sid": "AttachToVpc", "Effect": "Allow", "Action": %1$s, "Resource": "*"},
               {"Sid": "KeepCodeFromNetworkInterfaces", "Effect": "Deny", "Action": %1$s,
                "Resource": "*",
                "Condition": {"ArnLike": {"lambda:SourceFunctionArn":
                  "arn:*:lambda:*:*:function:dialer-test"}}}]}
            """
                .formatted(interfaces)),
        JsonParser.parseString(
            (String) tier.resource("fns-dialer-test-run-in-vpc").inputs().get("policy")));
  }

  @Test
  void runs_a_function_with_all_that_lambda_offers() {
    var environment = new HashMap<>(SampleTier.ENVIRONMENT);
    environment.put("LOG_LEVEL", "debug");
    assertEquals(
        Map.ofEntries(
            Map.entry("name", "callback-test"),
            Map.entry("runtime", "nodejs22.x"),
            Map.entry("handler", "index.handler"),
            Map.entry("memorySize", 256.0),
            Map.entry("timeout", 150.0),
            Map.entry("architectures", List.of("arm64")),
            Map.entry("layers", List.of(LAYER)),
            Map.entry("ephemeralStorage", Map.of("size", 2048.0)),
            Map.entry("tracingConfig", Map.of("mode", "Active")),
            Map.entry("deadLetterConfig", Map.of("targetArn", QUEUE)),
            Map.entry("kmsKeyArn", KEY),
            Map.entry("publish", true),
            Map.entry("reservedConcurrentExecutions", 50.0),
            Map.entry("role", "arn:aws:iam:us-east-1:123456789012:fns-callback-test-role"),
            Map.entry("s3Bucket", "code"),
            Map.entry("s3Key", "cb.zip"),
            Map.entry(
                "vpcConfig",
                Map.of(
                    "subnetIds", SampleTier.SUBNETS, "securityGroupIds", List.of("fns-group-id"))),
            Map.entry("environment", Map.of("variables", environment))),
        full.resource("fns-callback-test-function").inputs());
  }

  @Test
  void keeps_executions_ready_behind_an_alias_of_the_newest_version() {
    assertEquals(
        Map.of(
            "name", "live",
            "description", "The newest version, kept ready",
            "functionName", "callback-test",
            "functionVersion", "3"),
        full.resource("fns-callback-test-live").inputs());
    assertEquals(
        Map.of(
            "functionName", "callback-test",
            "qualifier", "live",
            "provisionedConcurrentExecutions", 5.0),
        full.resource("fns-callback-test-provisioned").inputs());
  }

  @Test
  void allows_tracing_and_dead_letters_only_where_they_are_asked_for() {
    assertEquals(
        List.of(
            "fns-callback-test-read-database-secret",
            "fns-callback-test-run-in-vpc",
            "fns-callback-test-send-dead-letters",
            "fns-callback-test-trace",
            "fns-dialer-test-read-database-secret",
            "fns-dialer-test-run-in-vpc"),
        full.inventory().stream()
            .filter(line -> line.contains("aws:iam/rolePolicy:RolePolicy in"))
            .map(line -> line.split(":", 2)[0])
            .filter(name -> name.startsWith("fns-"))
            .toList());
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "SendDeadLetters", "Effect": "Allow",
                           "Action": "sqs:SendMessage", "Resource": "%s"}}
            """
                .formatted(QUEUE)),
        JsonParser.parseString(
            (String) full.resource("fns-callback-test-send-dead-letters").inputs().get("policy")));
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "TraceInvocations", "Effect": "Allow",
                           "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
                           "Resource": "*"}}
            """),
        JsonParser.parseString(
            (String) full.resource("fns-callback-test-trace").inputs().get("policy")));
  }

  @Test
  void hands_out_each_function_to_attach_event_sources_to() {
    var dialerArn = "arn:aws:lambda:us-east-1:123456789012:function:dialer-test";
    assertEquals(
        Map.of(
            "plain", "dialer-test",
            "plainArn", dialerArn,
            "plainTarget", dialerArn,
            "readyRole", "callback-test",
            "readyTarget", "arn:aws:lambda:us-east-1:123456789012:function:callback-test:live"),
        full.outputs());
  }

  @Test
  void refuses_a_function_that_is_listed_twice() {
    RecordedStack.of(
        context -> {
          var endpoint = SampleTier.proxy().endpoint();
          var refused =
              assertThrows(
                  InvalidValue.class,
                  () -> new LambdaFleet("fns", List.of(dialer, dialer), endpoint, SampleTier.LOGS));
          assertEquals("\"dialer-test\" must be listed once", refused.getMessage());
        });
  }

  private static DeployedFunction deployed(
      Map<FunctionName, DeployedFunction> functions, FunctionSettings function) {
    return Objects.requireNonNull(functions.get(function.name()));
  }
}
