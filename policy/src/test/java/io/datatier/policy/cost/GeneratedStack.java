package io.datatier.policy.cost;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stack of any size, the same for the same number: services that each have a database, a proxy,
 * functions, a worker, roles, groups, secrets, parameters and alarms, among as many resources that
 * no rule is about. A third of the references will only be known at update, some services break
 * rules.
 */
public final class GeneratedStack {

  /** The resources that one service adds. */
  private static final int SERVICE = 42;

  private final Random random;
  private final boolean preview;
  private final List<ResourceView> inputs = new ArrayList<>();
  private final List<StackResource> outputs = new ArrayList<>();

  private GeneratedStack(int resources, long seed, boolean preview) {
    this.random = new Random(seed);
    this.preview = preview;
    add("pulumi:pulumi:Stack", "stack", Map.of(), Map.of());
    for (var service = 0; inputs.size() < resources; service++) {
      addService(service);
    }
    inputs.subList(resources, inputs.size()).clear();
    outputs.subList(resources, outputs.size()).clear();
  }

  /** A stack of so many resources, as a preview shows it or an update. */
  public static GeneratedStack of(int resources, long seed, boolean preview) {
    return new GeneratedStack(resources, seed, preview);
  }

  /** The resources as the engine shows them one by one. */
  public List<ResourceView> inputs() {
    return List.copyOf(inputs);
  }

  /** The resources as the engine shows them in the end. */
  public List<StackResource> outputs() {
    return List.copyOf(outputs);
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private static String urn(String type, String name) {
    return "urn:pulumi:prod::shop::" + type + "::" + name;
  }

  private String add(
      String type, String name, Map<String, ?> properties, Map<String, Set<String>> sources) {
    var given = PropertyValue.fields(properties);
    var view = new ResourceView(type, urn(type, name), name, given);
    inputs.add(view);
    var known = new TreeMap<>(given.values());
    known.values().removeIf(GeneratedStack::isUnknown);
    if (!preview) {
      known.put("id", PropertyValue.of(name + "-id"));
      known.put("arn", PropertyValue.of("arn:aws:x:eu-central-1:123456789012:thing/" + name));
    }
    var parent = type.equals("pulumi:pulumi:Stack") ? "" : outputs.get(0).view().urn();
    var all = new ArrayList<String>();
    sources.values().forEach(all::addAll);
    outputs.add(
        new StackResource(
            view.withProperties(new Fields(known)), false, parent, Set.copyOf(all), sources));
    return view.urn();
  }

  private static boolean isUnknown(PropertyValue value) {
    if (value instanceof PropertyValue.Fields fields) {
      return fields.values().values().stream().anyMatch(GeneratedStack::isUnknown);
    } else if (value instanceof PropertyValue.Elements list) {
      return list.values().stream().anyMatch(GeneratedStack::isUnknown);
    }
    return value instanceof Unknown;
  }

  /** What refers to a resource: its id or name, or at a preview now and then something unknown. */
  private Object reference(String text) {
    return preview && oneIn(3) ? new Unknown(Unknown.Kind.TEXT) : text;
  }

  private void addService(int number) {
    var name = "service" + number;
    var first = inputs.size();
    var groups = addGroups(name);
    var database = addDatabase(name, groups);
    var proxy = addProxy(name, groups);
    addPermissions(name);
    for (var function = 0; function < 4; function++) {
      addFunction(name + "-function" + function, name, groups, proxy, database);
    }
    addCarriers(name, proxy, database);
    for (var other = 0; inputs.size() < first + SERVICE; other++) {
      addOther(name + "-other" + other, other);
    }
  }

  private record Groups(String proxy, String database, String functions) {}

  private Groups addGroups(String name) {
    var type = "aws:ec2/securityGroup:SecurityGroup";
    var functions = add(type, name + "-functions", Map.of("name", name + "-functions"), Map.of());
    var open =
        List.of(
            Map.of(
                "protocol",
                "tcp",
                "fromPort",
                5432,
                "toPort",
                5432,
                "cidrBlocks",
                List.of(oneIn(9) ? "0.0.0.0/0" : "10.0.1.0/24")));
    var proxy =
        add(type, name + "-proxy", Map.of("ingress", oneIn(4) ? open : List.of()), Map.of());
    var database = add(type, name + "-database", Map.of("description", "of " + name), Map.of());
    add(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        name + "-proxy-to-database",
        Map.of(
            "securityGroupId",
            reference(name + "-database-id"),
            "referencedSecurityGroupId",
            reference(name + (oneIn(8) ? "-functions-id" : "-proxy-id")),
            "ipProtocol",
            "tcp",
            "fromPort",
            5432,
            "toPort",
            5432),
        Map.of("securityGroupId", Set.of(database), "referencedSecurityGroupId", Set.of(proxy)));
    add(
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        name + "-functions-to-proxy",
        Map.of(
            "type",
            "ingress",
            "securityGroupId",
            reference(name + "-proxy-id"),
            "sourceSecurityGroupId",
            reference(name + "-functions-id"),
            "protocol",
            "tcp",
            "fromPort",
            5432,
            "toPort",
            5432),
        Map.of("securityGroupId", Set.of(proxy), "sourceSecurityGroupId", Set.of(functions)));
    return new Groups(proxy, database, functions);
  }

  private String addDatabase(String name, Groups groups) {
    add(
        "aws:rds/parameterGroup:ParameterGroup",
        name + "-parameters",
        Map.of(
            "name",
            name + "-parameters",
            "family",
            oneIn(3) ? "postgres14" : "postgres16",
            "parameters",
            List.of(Map.of("name", "rds.force_ssl", "value", oneIn(5) ? "0" : "1"))),
        Map.of());
    var database =
        add(
            "aws:rds/instance:Instance",
            name + "-database",
            new TreeMap<>(
                Map.of(
                    "identifier",
                    name,
                    "engine",
                    oneIn(12) ? "oracle-ee" : "postgres",
                    "engineVersion",
                    "16.4",
                    "multiAz",
                    !oneIn(6),
                    "storageEncrypted",
                    !oneIn(9),
                    "deletionProtection",
                    true,
                    "backupRetentionPeriod",
                    oneIn(7) ? 1 : 14,
                    "manageMasterUserPassword",
                    true,
                    "parameterGroupName",
                    reference(name + "-parameters"),
                    "vpcSecurityGroupIds",
                    List.of(reference(name + "-database-id")))),
            Map.of(
                "vpcSecurityGroupIds",
                Set.of(groups.database),
                "parameterGroupName",
                Set.of(urn("aws:rds/parameterGroup:ParameterGroup", name + "-parameters"))));
    if (oneIn(3)) {
      addCluster(name + "-cluster");
    }
    add("aws:rds/subnetGroup:SubnetGroup", name + "-subnets", Map.of("name", name), Map.of());
    return database;
  }

  private void addCluster(String name) {
    var cluster =
        add(
            "aws:rds/cluster:Cluster",
            name,
            Map.of("clusterIdentifier", name, "engine", "aurora-postgresql"),
            Map.of());
    for (var instance = 0; instance < 1 + random.nextInt(2); instance++) {
      add(
          "aws:rds/clusterInstance:ClusterInstance",
          name + instance,
          Map.of("clusterIdentifier", reference(name), "availabilityZone", "eu-central-1a"),
          oneIn(4) ? Map.of() : Map.of("clusterIdentifier", Set.of(cluster)));
    }
  }

  private String addProxy(String name, Groups groups) {
    var secret = addSecret(name);
    var subnets = new ArrayList<String>();
    for (var zone : List.of("a", "b")) {
      subnets.add(name + "-" + zone + "-id");
      add(
          "aws:ec2/subnet:Subnet",
          name + "-" + zone,
          Map.of("availabilityZone", "eu-central-1" + zone, "cidrBlock", "10.0.1.0/24"),
          Map.of());
    }
    var proxy =
        add(
            "aws:rds/proxy:Proxy",
            name + "-proxy",
            new TreeMap<>(
                Map.of(
                    "name", name + "-proxy",
                    "engineFamily", "POSTGRESQL",
                    "requireTls", !oneIn(8),
                    "debugLogging", oneIn(9),
                    "roleArn", reference("arn:aws:iam::123456789012:role/" + name + "-proxy"),
                    "auths",
                        List.of(
                            Map.of(
                                "authScheme",
                                "SECRETS",
                                "iamAuth",
                                oneIn(3) ? "DISABLED" : "REQUIRED",
                                "secretArn",
                                reference(arnOfSecret(name)))),
                    "vpcSubnetIds", subnets,
                    "vpcSecurityGroupIds", List.of(reference(name + "-proxy-id")))),
            Map.of("vpcSecurityGroupIds", Set.of(groups.proxy), "auths", Set.of(secret)));
    add(
        "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
        name + "-pool",
        Map.of(
            "dbProxyName", reference(name + "-proxy"),
            "connectionPoolConfig",
                Map.of("maxConnectionsPercent", 80, "connectionBorrowTimeout", 20)),
        Map.of("dbProxyName", Set.of(proxy)));
    if (!oneIn(7)) {
      add(
          "aws:rds/proxyTarget:ProxyTarget",
          name + "-target",
          Map.of("dbProxyName", reference(name + "-proxy"), "dbInstanceIdentifier", name),
          Map.of("dbProxyName", Set.of(proxy)));
    }
    for (var metric : List.of("ClientConnections", "DatabaseConnections")) {
      add(
          "aws:cloudwatch/metricAlarm:MetricAlarm",
          name + "-" + metric,
          Map.of(
              "namespace",
              "AWS/RDS",
              "metricName",
              metric,
              "dimensions",
              Map.of(oneIn(6) ? "DBProxyName" : "ProxyName", reference(name + "-proxy"))),
          Map.of("dimensions", Set.of(proxy)));
    }
    return proxy;
  }

  private static String arnOfSecret(String name) {
    return "arn:aws:secretsmanager:eu-central-1:123456789012:secret:" + name + "-AbCdEf";
  }

  private String addSecret(String name) {
    var secret =
        add(
            "aws:secretsmanager/secret:Secret",
            name + "-secret",
            Map.of("name", "shop/" + name + "/database"),
            Map.of());
    var host = oneIn(4) ? ".c9akciq32rgw" : ".proxy-c9akciq32rgw";
    add(
        "aws:secretsmanager/secretVersion:SecretVersion",
        name + "-secret-version",
        Map.of(
            "secretId",
            reference(name + "-secret-id"),
            "secretString",
            new Secret(
                PropertyValue.of(
                    "{\"username\":\"app\",\"password\":\"hunter2hunter2\",\"host\":\""
                        + name
                        + host
                        + ".eu-central-1.rds.amazonaws.com\"}"))),
        Map.of("secretId", Set.of(secret)));
    return secret;
  }

  private static String document(String action, String resource) {
    return ("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\","
            + "\"Resource\":\"%s\"}]}")
        .formatted(action, resource);
  }

  private static String trust(String service) {
    return ("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
            + "\"Principal\":{\"Service\":\"%s.amazonaws.com\"}}]}")
        .formatted(service);
  }

  private void addPermissions(String name) {
    for (var who : List.of("proxy", "functions")) {
      var role = name + "-" + who;
      var service = who.equals("proxy") ? "rds" : "lambda";
      var roleUrn =
          add(
              "aws:iam/role:Role",
              role,
              Map.of("name", role, "assumeRolePolicy", trust(service)),
              Map.of());
      add(
          "aws:iam/rolePolicy:RolePolicy",
          role + "-secrets",
          Map.of(
              "role", reference(role),
              "policy",
                  document("secretsmanager:GetSecretValue", oneIn(9) ? "*" : arnOfSecret(name))),
          Map.of("role", Set.of(roleUrn)));
      var policy =
          add(
              "aws:iam/policy:Policy",
              role + "-connect",
              Map.of(
                  "name",
                  role + "-connect",
                  "policy",
                  document(
                      "rds-db:connect",
                      "arn:aws:rds-db:eu-central-1:123456789012:dbuser:"
                          + (oneIn(4) ? "db-ABCDEFGHIJKL" : "prx-0123456789abcdef0")
                          + "/app")),
              Map.of());
      add(
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          role + "-connect",
          Map.of(
              "role", reference(role),
              "policyArn",
                  reference("arn:aws:x:eu-central-1:123456789012:thing/" + role + "-connect")),
          Map.of("role", Set.of(roleUrn), "policyArn", Set.of(policy)));
    }
  }

  private void addFunction(
      String name, String service, Groups groups, String proxy, String database) {
    var direct = oneIn(9);
    var host = service + (direct ? "" : ".proxy") + ".c9akciq32rgw.eu-central-1.rds.amazonaws.com";
    var proxied = service + ".proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";
    var variables = new TreeMap<String, Object>();
    variables.put("DATABASE_HOST", reference(direct ? host : proxied));
    variables.put("DATABASE_NAME", service);
    variables.put("LOG_LEVEL", "info");
    variables.put("SETTINGS", "{\"feature\":{\"cart\":true},\"url\":\"https://shop.example/api\"}");
    if (oneIn(3)) {
      variables.put("PARAMETER", "/shop/" + service + "/host");
    }
    if (oneIn(9)) {
      variables.put("DATABASE_PASSWORD", "hunter2hunter2");
    }
    add(
        "aws:lambda/function:Function",
        name,
        Map.of(
            "name",
            name,
            "runtime",
            "nodejs20.x",
            "timeout",
            30,
            "environment",
            Map.of("variables", variables),
            "vpcConfig",
            Map.of(
                "subnetIds", List.of(service + "-a-id", service + "-b-id"),
                "securityGroupIds", List.of(reference(service + "-functions-id")))),
        Map.of(
            "environment", Set.of(direct ? database : proxy),
            "vpcConfig", Set.of(groups.functions)));
  }

  private void addCarriers(String name, String proxy, String database) {
    var direct = oneIn(3);
    add(
        "aws:ssm/parameter:Parameter",
        name + "-host",
        Map.of(
            "name",
            "/shop/" + name + "/host",
            "value",
            reference(
                name + (direct ? "." : ".proxy-") + "c9akciq32rgw.eu-central-1.rds.amazonaws.com")),
        Map.of("value", Set.of(direct ? database : proxy)));
    add(
        "aws:route53/record:Record",
        name + "-record",
        Map.of(
            "name",
            "db." + name + ".shop.internal",
            "type",
            "CNAME",
            "records",
            List.of(name + ".proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com")),
        Map.of("records", Set.of(proxy)));
    add(
        "aws:ec2/launchTemplate:LaunchTemplate",
        name + "-worker",
        Map.of(
            "name", name + "-worker",
            "userData", "#!/bin/sh\nexport DATABASE_HOST=db." + name + ".shop.internal\nrun\n"),
        Map.of());
  }

  private void addOther(String name, int kind) {
    switch (kind % 5) {
      case 0 ->
          add(
              "aws:s3/bucket:Bucket",
              name,
              Map.of("bucket", name, "tags", Map.of("team", "shop", "cost.center", "12")),
              Map.of());
      case 1 ->
          add(
              "aws:sqs/queue:Queue",
              name,
              Map.of("name", name, "messageRetentionSeconds", 345_600),
              Map.of());
      case 2 -> add("aws:sns/topic:Topic", name, Map.of("name", name), Map.of());
      case 3 ->
          add(
              "aws:cloudwatch/logGroup:LogGroup",
              name,
              Map.of("name", "/aws/lambda/" + name, "retentionInDays", 30),
              Map.of());
      default ->
          add(
              "aws:dynamodb/table:Table",
              name,
              Map.of(
                  "name",
                  name,
                  "hashKey",
                  "id",
                  "attributes",
                  List.of(Map.of("name", "id", "type", "S"))),
              Map.of());
    }
  }
}
