package io.datatier.policy;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import io.datatier.policy.sdk.wire.SimulatedEngine.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No rule is vacuous: each passes in a lawful production stack, and each fires in a careless one.
 */
final class EveryRuleTest {

  private static final String ARN = "arn:aws:%s:us-east-1:123456789012:%s";
  private static final String SECRET = ARN.formatted("secretsmanager", "secret:app-AbCdEf");
  private static final String PROXY_HOST =
      "campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com";
  private static final String DATABASE_HOST = "campaign.abc123def456.us-east-1.rds.amazonaws.com";

  private static final List<StackResource> LAWFUL =
      List.of(
          subnet("a"),
          subnet("b"),
          group("functions"),
          group("proxy"),
          group("database"),
          admits("sg-proxy", Map.of("referencedSecurityGroupId", "sg-functions")),
          admits("sg-database", Map.of("referencedSecurityGroupId", "sg-proxy")),
          parameters("1"),
          database(
              Map.of(
                  "storageEncrypted", true,
                  "manageMasterUserPassword", true,
                  "publiclyAccessible", false,
                  "deletionProtection", true,
                  "backupRetentionPeriod", 7,
                  "multiAz", true,
                  "vpcSecurityGroupIds", List.of("sg-database"))),
          proxy(
              Map.of(
                  "requireTls",
                  true,
                  "debugLogging",
                  false,
                  "auths",
                  List.of(
                      Map.of(
                          "authScheme", "SECRETS",
                          "iamAuth", "REQUIRED",
                          "clientPasswordAuthType", "POSTGRES_SCRAM_SHA_256",
                          "secretArn", SECRET)),
                  "vpcSubnetIds",
                  List.of("subnet-a", "subnet-b"),
                  "vpcSecurityGroupIds",
                  List.of("sg-proxy"))),
          pool(Map.of("maxConnectionsPercent", 90, "maxIdleConnectionsPercent", 50)),
          resource(
              "aws:rds/proxyTarget:ProxyTarget",
              "target",
              Map.of(
                  "dbProxyName", "campaign",
                  "targetGroupName", "default",
                  "dbInstanceIdentifier", "campaign")),
          function(
              Map.of(
                  "environment", environment("RDS_PROXY_ENDPOINT", PROXY_HOST),
                  "reservedConcurrentExecutions", 10,
                  "vpcConfig",
                      Map.of(
                          "subnetIds", List.of("subnet-a"),
                          "securityGroupIds", List.of("sg-functions")))),
          worker("export DB_HOST=" + PROXY_HOST),
          resource(
              "aws:lambda/layerVersion:LayerVersion",
              "layer",
              Map.of(
                  "layerName", "settings", "code", archive("settings.ini", "host=" + PROXY_HOST))),
          grant("secretsmanager:GetSecretValue", SECRET),
          grant("rds-db:connect", ARN.formatted("rds-db", "dbuser:prx-0a1b2c3d4e5f/app")),
          alarm("ClientConnections", "ProxyName"),
          alarm("DatabaseConnections", "ProxyName"));

  private static final List<StackResource> CARELESS =
      List.of(
          subnet("a"),
          group("functions"),
          group("proxy"),
          group("database"),
          admits("sg-proxy", Map.of("cidrIpv4", "0.0.0.0/0")),
          admits("sg-database", Map.of("referencedSecurityGroupId", "sg-functions")),
          parameters("0"),
          database(
              Map.of(
                  "storageEncrypted", false,
                  "password", "hunter2hunter2",
                  "publiclyAccessible", true,
                  "deletionProtection", false,
                  "backupRetentionPeriod", 0,
                  "multiAz", false,
                  "vpcSecurityGroupIds", List.of("sg-database"))),
          proxy(
              Map.of(
                  "requireTls",
                  false,
                  "debugLogging",
                  true,
                  "auths",
                  List.of(
                      Map.of(
                          "iamAuth", "DISABLED",
                          "clientPasswordAuthType", "POSTGRES_MD5")),
                  "vpcSubnetIds",
                  List.of("subnet-a"),
                  "vpcSecurityGroupIds",
                  List.of("sg-proxy"))),
          pool(
              Map.of(
                  "maxConnectionsPercent",
                  20,
                  "maxIdleConnectionsPercent",
                  50,
                  "sessionPinningFilters",
                  List.of("EXCLUDE_VARIABLE_SETS"))),
          resource(
              "aws:rds/proxy:Proxy",
              "spare",
              Map.of("name", "spare", "engineFamily", "POSTGRESQL", "requireTls", true)),
          resource(
              "aws:lambda/layerVersion:LayerVersion",
              "layer",
              Map.of(
                  "layerName",
                  "settings",
                  "code",
                  archive("settings.ini", "host=" + DATABASE_HOST))),
          function(
              Map.of(
                  "environment",
                  environment("DSN", "postgres://app:s3cr3t-pass@" + DATABASE_HOST + "/campaign"))),
          worker("export DB_HOST=" + DATABASE_HOST + " PGOPTIONS='-c statement_timeout=5000'"),
          resource(
              "aws:batch/jobDefinition:JobDefinition",
              "report",
              Map.of(
                  "containerProperties",
                  "{\"environment\": [{\"name\": \"URL\", \"value\": \"postgres://%s/app?options=-c%%20x%%3D1&sslmode=disable\"}]}"
                      .formatted(PROXY_HOST))),
          grant("secretsmanager:GetSecretValue", "*"),
          grant("rds-db:connect", "*"),
          alarm("ClientConnections", "DBProxyName"));

  @Test
  void passes_in_a_lawful_stack() {
    var engine = new SimulatedEngine(DataTierPolicyPack.PACK, false);
    var each = LAWFUL.stream().map(resource -> engine.analyze(resource.view())).toList();
    var stack = engine.analyzeStack(LAWFUL);

    assertEquals(
        List.of(),
        Stream.concat(each.stream(), Stream.of(stack)).flatMap(it -> it.shown().stream()).toList());
    assertEquals(
        ids(rule -> true),
        Stream.concat(
                each.stream()
                    .flatMap(answer -> judged(ids(EveryRuleTest::judgesResources), answer)),
                judged(ids(rule -> !judgesResources(rule)), stack))
            .collect(toCollection(TreeSet::new)));
  }

  @Test
  void fires_in_a_careless_stack() {
    var engine = new SimulatedEngine(DataTierPolicyPack.PACK, false);
    var each = CARELESS.stream().map(resource -> engine.analyze(resource.view())).toList();
    var stack = engine.analyzeStack(CARELESS);

    assertEquals(
        ids(rule -> true),
        Stream.concat(each.stream(), Stream.of(stack))
            .flatMap(answer -> answer.shown().stream())
            .map(SimulatedEngine.Shown::rule)
            .collect(toCollection(TreeSet::new)));
  }

  private static Stream<String> judged(Set<String> ids, Answer answer) {
    return ids.stream().filter(id -> !answer.notApplicable().containsKey(id));
  }

  private static boolean judgesResources(Rule rule) {
    return !rule.types().isEmpty();
  }

  private static Set<String> ids(Predicate<Rule> which) {
    return DataTierPolicyPack.PACK.rules().stream()
        .filter(which)
        .map(Rule::id)
        .collect(toCollection(TreeSet::new));
  }

  private static StackResource subnet(String letter) {
    return resource(
        "aws:ec2/subnet:Subnet",
        "subnet-" + letter,
        Map.of(
            "arn",
            ARN.formatted("ec2", "subnet/subnet-" + letter),
            "availabilityZone",
            "us-east-1" + letter));
  }

  private static StackResource group(String name) {
    return resource(
        "aws:ec2/securityGroup:SecurityGroup",
        "sg-" + name,
        Map.of("arn", ARN.formatted("ec2", "security-group/sg-" + name), "name", name));
  }

  private static StackResource admits(String group, Map<String, Object> whom) {
    return resource(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        group + "-ingress",
        with(
            whom,
            Map.of(
                "securityGroupId", group, "ipProtocol", "tcp", "fromPort", 5432, "toPort", 5432)));
  }

  private static StackResource parameters(String forceSsl) {
    return resource(
        "aws:rds/parameterGroup:ParameterGroup",
        "parameters",
        Map.of(
            "name", "campaign-postgres17",
            "family", "postgres17",
            "parameters", List.of(Map.of("name", "rds.force_ssl", "value", forceSsl))));
  }

  private static StackResource database(Map<String, Object> properties) {
    return resource(
        "aws:rds/instance:Instance",
        "database",
        with(
            properties,
            Map.of(
                "identifier", "campaign",
                "engine", "postgres",
                "engineVersion", "17",
                "parameterGroupName", "campaign-postgres17")));
  }

  private static StackResource proxy(Map<String, Object> properties) {
    return resource(
        "aws:rds/proxy:Proxy",
        "proxy",
        with(properties, Map.of("name", "campaign", "engineFamily", "POSTGRESQL")));
  }

  private static StackResource pool(Map<String, Object> settings) {
    return resource(
        "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
        "pool",
        Map.of("dbProxyName", "campaign", "connectionPoolConfig", settings));
  }

  private static StackResource function(Map<String, Object> properties) {
    return resource(
        "aws:lambda/function:Function", "dialer", with(properties, Map.of("timeout", 150)));
  }

  private static Map<String, Object> environment(String name, String value) {
    return Map.of("variables", Map.of(name, value));
  }

  private static PropertyValue archive(String file, String text) {
    var asset =
        new Marked("c44067f5952c0a294b673a41bacd8c17", PropertyValue.fields(Map.of("text", text)));
    return new Marked(
        "0def7320c3a5731c473e5ecbe6d01bc7",
        PropertyValue.fields(Map.of("assets", Map.of(file, asset))));
  }

  private static StackResource worker(String userData) {
    return resource("aws:ec2/instance:Instance", "worker", Map.of("userData", userData));
  }

  private static StackResource grant(String action, String resource) {
    return resource(
        "aws:iam/rolePolicy:RolePolicy",
        "grant-" + action.replace(':', '-'),
        Map.of(
            "role",
            "dialer",
            "policy",
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "%s", "Resource": "%s"}]}
            """
                .formatted(action, resource)));
  }

  private static StackResource alarm(String metric, String dimension) {
    return resource(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "alarm-" + metric,
        Map.of(
            "namespace",
            "AWS/RDS",
            "metricName",
            metric,
            "statistic",
            "Sum",
            "dimensions",
            Map.of(dimension, "campaign")));
  }

  private static StackResource resource(String type, String name, Map<String, Object> properties) {
    var urn = "urn:pulumi:prod::campaign::%s::%s".formatted(type, name);
    return new StackResource(
        new ResourceView(type, urn, name, PropertyValue.fields(properties)),
        false,
        "",
        Set.of(),
        Map.of());
  }

  private static Map<String, Object> with(Map<String, Object> one, Map<String, Object> other) {
    return Stream.of(one, other)
        .flatMap(it -> it.entrySet().stream())
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
