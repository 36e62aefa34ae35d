package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.Gson;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import io.datatier.database.DatabaseName;
import io.datatier.database.RoleName;
import io.datatier.database.SecretArn;
import io.datatier.encryption.KeyArn;
import io.datatier.network.AvailabilityZone;
import io.datatier.network.ExistingNetwork;
import io.datatier.network.PrivateSubnet;
import io.datatier.network.PrivateSubnets;
import io.datatier.network.SecurityGroupId;
import io.datatier.network.SubnetId;
import io.datatier.network.VpcId;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.ExistingProxy;
import io.datatier.proxy.ProxyArn;
import io.datatier.proxy.ProxyHost;
import io.datatier.proxy.ProxyUser;
import io.datatier.testing.RecordedResource;
import io.datatier.testing.RecordedStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class AppTest {

  private static final StackFile EVERYTHING =
      new StackFile(
          """
          config:
            datatier:network: { zones: [us-east-1a, us-east-1b] }
            datatier:keys: { create: true }
            datatier:users: [{ name: dialer }, { name: reporter, access: readOnly }]
            datatier:migrations: { artifact: samples/function }
            datatier:proxy: { authentication: iam }
            datatier:functions:
              - { name: reports, artifact: samples/function, user: reporter }
            datatier:workers:
              - { name: dialers, ami: ami-0a1b2c3d, instanceType: t4g.small, user: dialer }
          """);

  private static RecordedStack tier;

  @BeforeAll
  static void register() {
    tier =
        run(
            StackFile.LEAST.with(
                "functions", "[{name: dispatcher-lambda, artifact: samples/function}]"));
  }

  @Test
  void makes_the_whole_data_tier() {
    assertEquals(
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("aws:cloudwatch/logGroup:LogGroup", 4L),
                Map.entry("aws:cloudwatch/metricAlarm:MetricAlarm", 12L),
                Map.entry("aws:cloudwatch/dashboard:Dashboard", 1L),
                Map.entry("aws:ec2/securityGroup:SecurityGroup", 5L),
                Map.entry("aws:ec2/subnet:Subnet", 2L),
                Map.entry("aws:ec2/vpc:Vpc", 1L),
                Map.entry("aws:ec2/vpcEndpoint:VpcEndpoint", 1L),
                Map.entry("aws:iam/role:Role", 2L),
                Map.entry("aws:iam/rolePolicy:RolePolicy", 3L),
                Map.entry("aws:lambda/function:Function", 1L),
                Map.entry("aws:rds/instance:Instance", 1L),
                Map.entry("aws:rds/parameterGroup:ParameterGroup", 1L),
                Map.entry("aws:rds/proxy:Proxy", 1L),
                Map.entry("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", 1L),
                Map.entry("aws:rds/proxyTarget:ProxyTarget", 1L),
                Map.entry("aws:rds/subnetGroup:SubnetGroup", 1L),
                Map.entry("aws:sns/topic:Topic", 1L),
                Map.entry("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", 4L),
                Map.entry("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", 4L),
                Map.entry("datatier:clients:LambdaFleet", 1L),
                Map.entry("datatier:clients:LambdaFunction", 1L),
                Map.entry("datatier:database:Database", 1L),
                Map.entry("datatier:database:DatabaseUsers", 1L),
                Map.entry("datatier:encryption:EncryptionKeys", 1L),
                Map.entry("datatier:network:Network", 1L),
                Map.entry("datatier:observability:AlarmTopic", 1L),
                Map.entry("datatier:observability:DatabaseAlarms", 1L),
                Map.entry("datatier:observability:ProxyAlarms", 1L),
                Map.entry("datatier:observability:TierDashboard", 1L),
                Map.entry("datatier:proxy:DatabaseProxy", 1L))),
        tier.inventory().stream()
            .map(line -> line.split(": | in ", -1)[1])
            .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting())));
  }

  @Test
  void names_the_system_and_the_stack_in_every_component() {
    assertEquals(
        List.of(
            "campaign-alarms-dev",
            "campaign-dashboard-dev",
            "campaign-database-alarms-dev",
            "campaign-functions-dev",
            "campaign-keys-dev",
            "campaign-network-dev",
            "campaign-postgres-dev",
            "campaign-postgres-proxy-dev",
            "campaign-proxy-alarms-dev",
            "campaign-users-dev"),
        tier.inventory().stream()
            .filter(line -> line.endsWith(" in pulumi:pulumi:Stack"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .toList());
  }

  @Test
  void makes_every_resource_a_child_of_the_component_whose_name_it_bears() {
    assertEquals(
        List.of(),
        tier.names().stream()
            .filter(
                name -> !name.startsWith(parentOf(tier.resource(name)).orElse("campaign") + "-"))
            .toList());
  }

  @Test
  void admits_clients_by_group_reference_only() {
    assertEquals(
        List.of(),
        tier.inventory().stream()
            .filter(line -> line.contains("SecurityGroupIngressRule"))
            .map(line -> tier.resource(line.substring(0, line.indexOf(':'))).inputs())
            .filter(rule -> !rule.containsKey("referencedSecurityGroupId"))
            .toList());
  }

  @Test
  void makes_workers_users_and_keys_where_they_are_asked_for() {
    var stack = run(EVERYTHING);

    assertEquals(
        Set.of("dialer", "reporter"), ((Map<?, ?>) stack.output("client_environments")).keySet());
    assertEquals(
        List.of(
            "datatier-keys-dev", "datatier-migrations-dev", "datatier-users-dev", "dialers-dev"),
        stack.inventory().stream()
            .filter(
                line ->
                    line.matches(
                        ".*:(?:WorkerFleet|DatabaseUsers|UserMigration|EncryptionKeys) in .*"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .toList());
  }

  @Test
  void leaves_to_the_engine_what_it_does_by_default_with_all_resources_but_these() {
    var stack = run(EVERYTHING);

    assertEquals(
        List.of(
            "datatier-functions-dev-reports-dev-function",
            "datatier-keys-dev-storage",
            "datatier-migrations-dev-function",
            "datatier-migrations-dev-invocation",
            "datatier-postgres-dev-instance",
            "datatier-postgres-dev-parameters-postgres17",
            "datatier-postgres-proxy-dev-proxy",
            "datatier-postgres-proxy-dev-target",
            "dialers-dev-disk-key",
            "dialers-dev-workers"),
        stack.names().stream().filter(name -> isSpecial(stack.resource(name))).toList());
  }

  @Test
  void starts_whatever_calls_aws_after_the_endpoints_of_a_created_network() {
    var stack = run(EVERYTHING);

    for (var client :
        List.of(
            "datatier-functions-dev-reports-dev-function",
            "datatier-migrations-dev-invocation",
            "dialers-dev-workers")) {
      assertEquals(
          List.of("datatier-network-dev-endpoint-secretsmanager"),
          Stream.of(stack.resource(client).options().get("dependsOn"))
              .flatMap(awaited -> ((List<?>) awaited).stream())
              .filter(name -> name.toString().contains("-endpoint-"))
              .toList(),
          client);
    }
  }

  @Test
  void keeps_the_proxy_beside_its_successor_which_clients_use() {
    var functions = "[{name: dialer, artifact: samples/function}]";
    var stack =
        run(
            StackFile.LEAST
                .with("functions", functions)
                .with("proxy", "{suffix: a, successor: b}"));
    assertEquals(
        List.of("campaign-postgres-proxy-dev-a-proxy", "campaign-postgres-proxy-dev-b-proxy"),
        stack.names().stream().filter(name -> name.matches(".*-[ab]-proxy")).sorted().toList());
    assertEquals(
        List.of("vpcSubnetIds"),
        stack.resource("campaign-postgres-proxy-dev-b-proxy").options().get("ignoreChanges"));
    assertEquals(
        "campaign-postgres-proxy-dev-b-group-id",
        stack
            .resource("campaign-functions-dev-proxy-b-egress")
            .inputs()
            .get("referencedSecurityGroupId"));
    assertEquals(
        "campaign-postgres-proxy-dev-a-group-id",
        stack
            .resource("campaign-functions-dev-proxy-a-egress")
            .inputs()
            .get("referencedSecurityGroupId"));
  }

  @Test
  void uses_a_proxy_that_exists() {
    var stack =
        run(
            new StackFile(
                """
                config:
                  datatier:network: { zones: [us-east-1a, us-east-1b] }
                  datatier:database: { databaseName: orders }
                  datatier:proxy:
                    existing:
                      endpoint: orders.proxy-abc123.us-east-1.rds.amazonaws.com
                      readOnlyEndpoint: orders-ro.endpoint.proxy-abc123.us-east-1.rds.amazonaws.com
                      arn: arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d
                      securityGroup: sg-0a1b2c3d
                      authentication: iam
                      users:
                        - name: app
                          secret: arn:aws:secretsmanager:us-east-1:123456789012:secret:app-AbCdEf
                """));

    assertEquals(
        List.of(), stack.inventory().stream().filter(line -> line.contains("aws:rds")).toList());
    var outputs = new HashMap<>(stack.outputs());
    outputs.remove("client_stack");
    assertEquals(
        Map.of(
            "functions",
            Map.of(),
            "rds_proxy_endpoint",
            "orders.proxy-abc123.us-east-1.rds.amazonaws.com",
            "rds_proxy_read_only_endpoint",
            "orders-ro.endpoint.proxy-abc123.us-east-1.rds.amazonaws.com",
            "client_environments",
            Map.of(
                "app",
                Map.of(
                    "RDS_PROXY_ENDPOINT", "orders.proxy-abc123.us-east-1.rds.amazonaws.com",
                    "DATABASE_NAME", "orders",
                    "DATABASE_PORT", "5432",
                    "DATABASE_USER", "app",
                    "DATABASE_AUTHENTICATION", "iam",
                    "DATABASE_SSLMODE", "verify-full"))),
        outputs);
  }

  @Test
  void tells_what_another_stack_needs_to_use_its_proxy() {
    var stack =
        new StackFile(
            """
            config:
              datatier:network: { zones: [us-east-1b, us-east-1a] }
              datatier:keys: { create: true }
              datatier:database: { engine: aurora-postgresql, readers: 1 }
              datatier:users: [{ name: dialer }, { name: reporter, access: readOnly }]
              datatier:migrations: { artifact: samples/function }
              datatier:proxy: { authentication: iam, readOnlyEndpoint: true }
            """);
    var other = told(stack).settings();

    assertEquals(
        List.of(
            new ExistingNetwork(
                new VpcId("vpc-0a1b2c3d"),
                new PrivateSubnets(
                    List.of(
                        new PrivateSubnet(
                            new SubnetId("subnet-0a1b2c3b"), new AvailabilityZone("us-east-1b")),
                        new PrivateSubnet(
                            new SubnetId("subnet-0a1b2c3a"), new AvailabilityZone("us-east-1a")))),
                Optional.of(new SecurityGroupId("sg-0a1b2c3d"))),
            new DatabaseName("campaign_system"),
            Optional.of(
                new ExistingProxy(
                    new ProxyHost("campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com"),
                    Optional.of(
                        new ProxyHost(
                            "readers.endpoint.proxy-abc123def456.us-east-1.rds.amazonaws.com")),
                    new ProxyArn(
                        "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d4e5f60718"),
                    new SecurityGroupId("sg-0a1b2c3d"),
                    ClientAuthentication.IAM,
                    List.of(known("dialer"), known("reporter"))))),
        List.of(other.network(), other.database().databaseName(), other.proxy().existing()));
  }

  @Test
  void tells_it_of_a_master_user_in_mixed_case() {
    var clients =
        told(new StackFile(
                """
                config:
                  datatier:network: { zones: [us-east-1a, us-east-1b] }
                  datatier:database: { masterUsername: CampaignOwner }
                """))
            .with("functions", "[{name: dialer, artifact: samples/function, user: CampaignOwner}]")
            .settings();
    assertEquals(
        Set.of("CampaignOwner"),
        ((Map<?, ?>)
                RecordedStack.of(context -> App.stack(context, clients))
                    .output("client_environments"))
            .keySet());
  }

  private static StackFile told(StackFile stack) {
    var told = new Gson().toJson(run(stack).output("client_stack"));
    // The mocks' ids are the resources' names.
    var likeAws =
        told.replaceAll("datatier-[a-z-]+-dev-vpc-id", "vpc-0a1b2c3d")
            .replaceAll("datatier-[a-z-]+-dev-subnet-us-east-1(.)-id", "subnet-0a1b2c3$1")
            .replaceAll("datatier-[a-z-]+-dev(?:-[a-z]+)*-group-id", "sg-0a1b2c3d");
    return new StackFile("{config: " + likeAws + "}");
  }

  private static ProxyUser known(String user) {
    return new ProxyUser(
        new RoleName(user),
        new SecretArn(
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:datatier-users-dev/"
                + user
                + "-AbCdEf"),
        Optional.of(
            new KeyArn(
                "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")));
  }

  @Test
  void exports_the_capacity_plan() {
    var plan = (Map<?, ?>) tier.output("capacity");
    assertEquals("db.t4g.small", plan.get("instanceClass"));
    assertEquals(List.of(), plan.get("errors"));
  }

  @Test
  void registers_nothing_if_the_plan_cannot_work() {
    var settings =
        new StackFile(
                """
                config:
                  datatier:network: { zones: [us-east-1a, us-east-1b] }
                  datatier:database: { instanceClass: db.t4g.micro }
                  datatier:proxy: { pool: { maxConnectionsPercent: 1, maxIdleConnectionsPercent: 0 } }
                """)
            .settings();
    var stack =
        RecordedStack.of(
            context -> {
              var refused = assertThrows(RunException.class, () -> App.stack(context, settings));
              context.export("refusal", Output.of(refused.getMessage()));
            });
    assertEquals(List.of(), stack.inventory());
    assertEquals(
        Map.of(
            "refusal",
            """
            The capacity plan of stack dev has 1 error; nothing was changed.
              The pool may have no connections: 1 % of 86 to 109 is less than one. Set \
            datatier:proxy.pool.maxConnectionsPercent to 2 or more.
            To continue anyway, set datatier:capacity.acceptRisk to the reason."""),
        stack.outputs());
  }

  @Test
  void exports_what_the_seed_exported_and_the_rest_of_what_operators_need() {
    var outputs = new HashMap<>(tier.outputs());
    outputs.keySet().removeAll(Set.of("capacity", "client_stack"));
    assertEquals(
        Map.of(
            "rds_proxy_endpoint", "campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com",
            "rds_proxy_name", "campaign-postgres-proxy-dev",
            "rds_proxy_arn", "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d4e5f60718",
            "rds_master_secret_arn",
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf",
            "rds_admin_endpoint", "campaign.abc123def456.us-east-1.rds.amazonaws.com:5432",
            "rds_admin_security_group_id", "campaign-postgres-dev-admin-group-id",
            "functions",
                Map.of(
                    "dispatcher-lambda-dev",
                    Map.of(
                        "arn",
                            "arn:aws:lambda:us-east-1:123456789012:function:dispatcher-lambda-dev",
                        "role", "dispatcher-lambda-dev",
                        "securityGroup", "campaign-functions-dev-group-id")),
            "client_environments",
                Map.of(
                    "iadmin",
                    Map.of(
                        "RDS_PROXY_ENDPOINT",
                            "campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com",
                        "RDS_SECRET_ARN",
                            "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf",
                        "DATABASE_NAME", "campaign_system",
                        "DATABASE_PORT", "5432",
                        "DATABASE_USER", "iadmin",
                        "DATABASE_AUTHENTICATION", "secret",
                        "DATABASE_SSLMODE", "verify-full")),
            "alarms",
                List.of(
                    "campaign-proxy-alarms-dev-high-client-connections",
                    "campaign-proxy-alarms-dev-high-database-connections",
                    "campaign-proxy-alarms-dev-high-share-of-allowed-connections",
                    "campaign-proxy-alarms-dev-high-borrow-latency",
                    "campaign-proxy-alarms-dev-high-pinned-sessions",
                    "campaign-proxy-alarms-dev-high-failed-setups",
                    "campaign-proxy-alarms-dev-high-failed-authentications",
                    "campaign-proxy-alarms-dev-low-availability",
                    "campaign-database-alarms-dev-high-cpu",
                    "campaign-database-alarms-dev-high-charged-credits",
                    "campaign-database-alarms-dev-low-free-memory",
                    "campaign-database-alarms-dev-low-free-storage"),
            "dashboard", "campaign-dashboard-dev"),
        outputs);
  }

  private static RecordedStack run(StackFile file) {
    var settings = file.settings();
    return RecordedStack.of(context -> App.stack(context, settings));
  }

  private static Optional<Object> parentOf(RecordedResource resource) {
    return Optional.ofNullable(resource.options().get("parent"));
  }

  /** Whether its options say more than whose child it is. */
  private static boolean isSpecial(RecordedResource resource) {
    return !Set.of("parent").containsAll(resource.options().keySet());
  }
}
