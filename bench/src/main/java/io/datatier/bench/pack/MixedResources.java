package io.datatier.bench.pack;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;

/**
 * Resources like those of stacks with many functions: to each hundred belongs a database with its
 * proxy, and nine functions with what stands around a function. One hundred in a thousand breaks
 * four rules, so that a pack that finds nothing does not pass for a fast one.
 */
public final class MixedResources {

  private static final int TIER = 100;
  private static final int GROUP = 10;

  private static final String PROXY_ENDPOINT =
      "campaign-%d.proxy-c9akciq32rgh.us-east-1.rds.amazonaws.com";
  private static final String DATABASE_ADDRESS =
      "campaign-%d.c9akciq32rgh.us-east-1.rds.amazonaws.com";

  private MixedResources() {}

  /** The first so many. */
  static List<AnalyzerResource> first(int count) {
    return between(0, count);
  }

  /** Those from one number up to another, which is not among them. */
  public static List<AnalyzerResource> between(int from, int to) {
    return IntStream.range(from, to).mapToObj(MixedResources::resource).toList();
  }

  /** The same as the engine sends them one by one: without dependencies. */
  static List<AnalyzeRequest> requests(List<AnalyzerResource> resources) {
    return resources.stream()
        .map(
            each ->
                AnalyzeRequest.newBuilder()
                    .setType(each.getType())
                    .setUrn(each.getUrn())
                    .setName(each.getName())
                    .setProperties(each.getProperties())
                    .setOptions(each.getOptions())
                    .build())
        .toList();
  }

  private static AnalyzerResource resource(int index) {
    var tier = index / TIER;
    return index % TIER < GROUP
        ? ofTier(tier, index % GROUP)
        : ofFunction(tier, index / GROUP, index % GROUP);
  }

  private static AnalyzerResource ofTier(int tier, int part) {
    var careless = tier % 10 == 0;
    var name = "campaign-" + tier;
    return switch (part) {
      case 0 ->
          one(
              "aws:rds/parameterGroup:ParameterGroup",
              name,
              Map.of(
                  "family",
                  "postgres16",
                  "parameters",
                  List.of(Map.of("name", "rds.force_ssl", "value", "1"))),
              List.of());
      case 1 ->
          one(
              "aws:rds/instance:Instance",
              name,
              Map.ofEntries(
                  Map.entry("identifier", name),
                  Map.entry("engine", "postgres"),
                  Map.entry("engineVersion", "16.4"),
                  Map.entry("instanceClass", "db.r6g.large"),
                  Map.entry("parameterGroupName", name),
                  Map.entry("manageMasterUserPassword", true),
                  Map.entry("storageEncrypted", !careless),
                  Map.entry("deletionProtection", true),
                  Map.entry("backupRetentionPeriod", 14),
                  Map.entry("multiAz", true),
                  Map.entry("publiclyAccessible", careless)),
              List.of(urn(tier, 0)));
      case 2 ->
          one(
              "aws:rds/proxy:Proxy",
              name,
              Map.of(
                  "name",
                  name,
                  "engineFamily",
                  "POSTGRESQL",
                  "requireTls",
                  !careless,
                  "idleClientTimeout",
                  1800,
                  "vpcSecurityGroupIds",
                  List.of("sg-0123456789abcdef0"),
                  "vpcSubnetIds",
                  List.of("subnet-0a", "subnet-0b"),
                  "auths",
                  List.of(
                      Map.of(
                          "authScheme",
                          "SECRETS",
                          "iamAuth",
                          "REQUIRED",
                          "secretArn",
                          "arn:aws:secretsmanager:us-east-1:123456789012:secret:app-" + tier))),
              List.of(urn(tier, 1)));
      case 3 ->
          one(
              "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
              name,
              Map.of(
                  "dbProxyName",
                  name,
                  "connectionPoolConfig",
                  Map.of(
                      "maxConnectionsPercent",
                      90,
                      "maxIdleConnectionsPercent",
                      50,
                      "connectionBorrowTimeout",
                      5)),
              List.of(urn(tier, 2)));
      case 4 ->
          one(
              "aws:rds/proxyTarget:ProxyTarget",
              name,
              Map.of(
                  "dbProxyName", name, "targetGroupName", "default", "dbInstanceIdentifier", name),
              List.of(urn(tier, 1), urn(tier, 2), urn(tier, 3)));
      case 5, 6 ->
          one(
              "aws:cloudwatch/metricAlarm:MetricAlarm",
              name + "-" + part,
              Map.of(
                  "namespace",
                  "AWS/RDS",
                  "metricName",
                  part == 5 ? "ClientConnections" : "DatabaseConnections",
                  "dimensions",
                  Map.of("ProxyName", name),
                  "comparisonOperator",
                  "GreaterThanThreshold",
                  "threshold",
                  80,
                  "evaluationPeriods",
                  3),
              List.of(urn(tier, 2)));
      case 7 ->
          one(
              "aws:secretsmanager/secret:Secret",
              name,
              Map.of("name", "app-" + tier, "recoveryWindowInDays", 7),
              List.of());
      case 8 ->
          one(
              "aws:ec2/securityGroup:SecurityGroup",
              name,
              Map.of("description", "clients of " + name, "vpcId", "vpc-0123456789abcdef0"),
              List.of());
      default ->
          one(
              "aws:ec2/subnet:Subnet",
              name,
              Map.of("vpcId", "vpc-0123456789abcdef0", "cidrBlock", "10.20.0.0/24"),
              List.of());
    };
  }

  private static AnalyzerResource ofFunction(int tier, int number, int part) {
    var careless = tier % 10 == 0 && number % GROUP == 1;
    var name = "worker-" + number;
    var first = number * GROUP;
    return switch (part) {
      case 0 ->
          one(
              "aws:iam/role:Role",
              name,
              Map.of("name", name, "assumeRolePolicy", allow("sts:AssumeRole", "*")),
              List.of());
      case 1 ->
          one(
              "aws:iam/userPolicy:UserPolicy",
              name,
              Map.of(
                  "user",
                  name,
                  "policy",
                  allow(
                      "rds-db:connect",
                      "arn:aws:rds-db:us-east-1:123456789012:dbuser:prx-0123456789abcdef0/app")),
              List.of());
      case 2 ->
          one(
              "aws:cloudwatch/logGroup:LogGroup",
              name,
              Map.of("name", "/aws/lambda/" + name, "retentionInDays", 7),
              List.of());
      case 3 ->
          one(
              "aws:lambda/function:Function",
              name,
              Map.of(
                  "name",
                  name,
                  "runtime",
                  "java17",
                  "handler",
                  "com.example.Handler",
                  "timeout",
                  30,
                  "reservedConcurrentExecutions",
                  5,
                  "vpcConfig",
                  Map.of(
                      "subnetIds",
                      List.of("subnet-0a", "subnet-0b"),
                      "securityGroupIds",
                      List.of("sg-0123456789abcdef0")),
                  "environment",
                  Map.of(
                      "variables",
                      Map.of(
                          "DB_HOST",
                          (careless ? DATABASE_ADDRESS : PROXY_ENDPOINT).formatted(tier),
                          "DB_NAME",
                          "campaign",
                          "DB_USER",
                          "app",
                          "LOG_LEVEL",
                          "info"))),
              List.of(urn(tier, 2), urn(first), urn(first + 2)));
      case 4, 5 ->
          one(
              "aws:cloudwatch/metricAlarm:MetricAlarm",
              name + "-" + part,
              Map.of(
                  "namespace",
                  "AWS/Lambda",
                  "metricName",
                  part == 4 ? "Errors" : "Throttles",
                  "dimensions",
                  Map.of("FunctionName", name),
                  "threshold",
                  1),
              List.of(urn(first + 3)));
      case 6 ->
          one(
              "aws:sqs/queue:Queue",
              name,
              Map.of("name", name, "visibilityTimeoutSeconds", 180),
              List.of());
      case 7 ->
          one(
              "aws:lambda/eventSourceMapping:EventSourceMapping",
              name,
              Map.of("functionName", name, "batchSize", 10),
              List.of(urn(first + 3), urn(first + 6)));
      case 8 ->
          one(
              "aws:cloudwatch/eventRule:EventRule",
              name,
              Map.of("name", name, "scheduleExpression", "rate(5 minutes)"),
              List.of());
      default ->
          one(
              "aws:lambda/permission:Permission",
              name,
              Map.of(
                  "action",
                  "lambda:InvokeFunction",
                  "function",
                  name,
                  "principal",
                  "events.amazonaws.com"),
              List.of(urn(first + 3), urn(first + 8)));
    };
  }

  private static String allow(String action, String resource) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "%s"}]}
    """
        .formatted(action, resource)
        .strip();
  }

  private static String urn(int tier, int part) {
    return urn(tier * TIER + part);
  }

  private static String urn(int index) {
    return resource(index).getUrn();
  }

  private static AnalyzerResource one(
      String type, String name, Map<String, Object> properties, List<String> dependencies) {
    var resource =
        AnalyzerResource.newBuilder()
            .setType(type)
            .setName(name)
            .setUrn("urn:pulumi:prod::campaign::" + type + "::" + name)
            .setProperties(struct(properties))
            // The engine sends them even if none is set, and npm's SDK insists on it.
            .setOptions(AnalyzerResourceOptions.getDefaultInstance())
            .addAllDependencies(dependencies);
    if (!dependencies.isEmpty()) {
      // The engine names the property that each comes from; all from one is the dearer case.
      var property = properties.keySet().stream().sorted().findFirst().orElseThrow();
      resource.putPropertyDependencies(
          property, AnalyzerPropertyDependencies.newBuilder().addAllUrns(dependencies).build());
    }
    return resource.build();
  }

  private static Struct struct(Map<?, ?> properties) {
    var struct = Struct.newBuilder();
    properties.forEach((key, value) -> struct.putFields(String.valueOf(key), value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    var built = Value.newBuilder();
    if (value instanceof String text) {
      built.setStringValue(text);
    } else if (value instanceof Boolean flag) {
      built.setBoolValue(flag);
    } else if (value instanceof Number number) {
      built.setNumberValue(number.doubleValue());
    } else if (value instanceof Map<?, ?> map) {
      built.setStructValue(struct(map));
    } else if (value instanceof List<?> list) {
      var values = new ArrayList<Value>();
      list.forEach(each -> values.add(value(each)));
      built.setListValue(ListValue.newBuilder().addAllValues(values));
    } else {
      throw new IllegalArgumentException("no such value in a resource: " + value);
    }
    return built.build();
  }
}
