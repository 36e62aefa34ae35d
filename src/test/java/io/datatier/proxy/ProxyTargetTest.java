package io.datatier.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.clients.ClientLogin;
import io.datatier.config.InvalidValue;
import io.datatier.database.DatabaseKind;
import io.datatier.database.DatabaseName;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.database.MasterUsername;
import io.datatier.database.PostgresDatabase;
import io.datatier.database.RoleName;
import io.datatier.database.SecretArn;
import io.datatier.network.SecurityGroupId;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a proxy may stand in front of, and proxies that exist. */
final class ProxyTargetTest {

  private static final SecurityGroupId GROUP = new SecurityGroupId("sg-0fedcba9876543210");
  private static final SecretArn SECRET =
      new SecretArn("arn:aws:secretsmanager:us-east-1:123456789012:secret:campaign-AbCdEf");

  @Test
  void stands_in_front_of_a_cluster_with_a_second_endpoint_to_its_readers() {
    var tier =
        RecordedStack.of(
            context -> {
              var endpoint = proxy(SampleTier.cluster(1), true).endpoint();
              context.export("host", endpoint.host());
              context.export("readers", endpoint.readOnly().orElseThrow().host());
            });
    assertEquals(
        Map.of("dbProxyName", "pool", "targetGroupName", "default", "dbClusterIdentifier", "db"),
        tier.resource("pool-target").inputs());
    assertEquals(
        Map.of(
            "dbProxyEndpointName", "pool-read-only",
            "dbProxyName", "pool",
            "targetRole", "READ_ONLY",
            "vpcSubnetIds", SampleTier.SUBNETS,
            "vpcSecurityGroupIds", List.of("pool-group-id")),
        tier.resource("pool-read-only").inputs());
    assertEquals(
        Map.of("dependsOn", List.of("pool-target"), "ignoreChanges", List.of("vpcSubnetIds")),
        tier.optionsOf("pool").get("read-only"));
    assertEquals(
        Map.of(
            "host", "campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com",
            "readers", "readers.endpoint.proxy-abc123def456.us-east-1.rds.amazonaws.com"),
        tier.outputs());
  }

  @Test
  void refuses_a_read_only_endpoint_without_readers() {
    RecordedStack.of(
        context -> {
          var refused =
              "\"a read-only endpoint\" must lead to an Aurora cluster with readers; RDS has no"
                  + " other";
          var instance = SampleTier.database();
          assertEquals(
              refused, assertThrows(InvalidValue.class, () -> proxy(instance, true)).getMessage());
        });
    RecordedStack.of(
        context -> {
          var writerOnly = SampleTier.cluster(0);
          assertThrows(InvalidValue.class, () -> proxy(writerOnly, true));
        });
  }

  @Test
  void has_no_read_only_endpoint_unless_asked_for() {
    RecordedStack.of(
        context -> {
          var endpoint = proxy(SampleTier.cluster(1), false).endpoint();
          assertEquals(Optional.empty(), endpoint.readOnly());
          assertEquals(
              "\"read-only\" must be used with a proxy that has a read-only endpoint",
              assertThrows(
                      InvalidValue.class,
                      () -> new ClientLogin(Optional.empty(), true).through(endpoint))
                  .getMessage());
        });
  }

  @Test
  void stands_in_front_of_a_database_that_exists_and_changes_nothing_of_it_but_one_rule() {
    var tier =
        RecordedStack.of(
            context ->
                proxy(
                    new ExistingDatabaseSettings(
                            DatabaseKind.INSTANCE,
                            new RdsName("legacy"),
                            false,
                            GROUP,
                            new DatabaseName("legacy"),
                            new MasterUsername("owner"),
                            SECRET,
                            Optional.empty(),
                            6432)
                        .in(SampleTier.network()),
                    false));
    assertEquals(
        List.of(
            "net: datatier:network:Network in pulumi:pulumi:Stack",
            "pool-group: aws:ec2/securityGroup:SecurityGroup in datatier:proxy:DatabaseProxy",
            "pool-log: aws:cloudwatch/logGroup:LogGroup in datatier:proxy:DatabaseProxy",
            "pool-pool: aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup in"
                + " datatier:proxy:DatabaseProxy",
            "pool-proxy: aws:rds/proxy:Proxy in datatier:proxy:DatabaseProxy",
            "pool-role-secret: aws:iam/rolePolicy:RolePolicy in datatier:proxy:DatabaseProxy",
            "pool-role: aws:iam/role:Role in datatier:proxy:DatabaseProxy",
            "pool-target-egress: aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule in"
                + " datatier:proxy:DatabaseProxy",
            "pool-target-ingress: aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule in"
                + " datatier:proxy:DatabaseProxy",
            "pool-target: aws:rds/proxyTarget:ProxyTarget in datatier:proxy:DatabaseProxy",
            "pool: datatier:proxy:DatabaseProxy in pulumi:pulumi:Stack"),
        tier.inventory());
    assertEquals(
        Map.of(
            "dbProxyName", "pool", "targetGroupName", "default", "dbInstanceIdentifier", "legacy"),
        tier.resource("pool-target").inputs());
    assertEquals(
        GROUP.value(), tier.resource("pool-target-ingress").inputs().get("securityGroupId"));
  }

  @Test
  void hands_out_a_proxy_that_exists_without_making_anything() {
    var tier =
        RecordedStack.of(
            context -> {
              var endpoint = existing().in(SampleTier.network(), new DatabaseName("legacy"));
              context.export("host", endpoint.host());
              context.export("readers", endpoint.readOnly().orElseThrow().host());
              context.export("group", endpoint.securityGroupId());
              context.export("grant", endpoint.login("orders").grant());
            });
    assertEquals(List.of("net: datatier:network:Network in pulumi:pulumi:Stack"), tier.inventory());
    assertEquals(
        Map.of(
            "host",
            "legacy.proxy-abc123def456.us-east-1.rds.amazonaws.com",
            "readers",
            "legacy-ro.endpoint.proxy-abc123def456.us-east-1.rds.amazonaws.com",
            "group",
            GROUP.value(),
            "grant",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"ConnectAsOneUser\","
                + "\"Effect\":\"Allow\",\"Action\":\"rds-db:connect\",\"Resource\":"
                + "\"arn:aws:rds-db:us-east-1:123456789012:dbuser:prx-0f1e2d3c4b5a69788/orders\"}}"),
        tier.outputs());
  }

  @Test
  void refuses_the_host_of_a_database_as_that_of_a_proxy() {
    assertEquals(
        "\"legacy.abc123def456.us-east-1.rds.amazonaws.com\" must be the host of a proxy:"
            + " <name>.proxy-<id>.<region>.rds.amazonaws.com",
        assertThrows(
                InvalidValue.class,
                () -> new ProxyHost("legacy.abc123def456.us-east-1.rds.amazonaws.com"))
            .getMessage());
  }

  private static DatabaseProxy proxy(PostgresDatabase target, boolean readOnlyEndpoint) {
    return SampleTier.proxy(
        ProxySettings.builder().readOnlyEndpoint(readOnlyEndpoint).build(), target);
  }

  private static ExistingProxy existing() {
    return new ExistingProxy(
        new ProxyHost("legacy.proxy-abc123def456.us-east-1.rds.amazonaws.com"),
        Optional.of(
            new ProxyHost("legacy-ro.endpoint.proxy-abc123def456.us-east-1.rds.amazonaws.com")),
        new ProxyArn("arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0f1e2d3c4b5a69788"),
        GROUP,
        ClientAuthentication.IAM,
        List.of(new ProxyUser(new RoleName("orders"), SECRET, Optional.empty())));
  }
}
