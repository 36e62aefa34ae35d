package io.datatier.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DatabaseProxyTest {

  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf";

  private static RecordedStack tier;

  @BeforeAll
  static void register() {
    tier =
        RecordedStack.of(
            context -> {
              var proxy = SampleTier.proxy();
              context.export("host", proxy.endpoint().host());
              context.export("group", proxy.endpoint().securityGroupId());
              context.export("name", proxy.name());
              context.export("arn", proxy.arn());
            });
  }

  @Test
  void consists_of_these_children() {
    assertEquals(
        List.of(
            "group: aws:ec2/securityGroup:SecurityGroup in datatier:proxy:DatabaseProxy",
            "log: aws:cloudwatch/logGroup:LogGroup in datatier:proxy:DatabaseProxy",
            "pool: aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup in"
                + " datatier:proxy:DatabaseProxy",
            "proxy: aws:rds/proxy:Proxy in datatier:proxy:DatabaseProxy",
            "role-secret: aws:iam/rolePolicy:RolePolicy in datatier:proxy:DatabaseProxy",
            "role: aws:iam/role:Role in datatier:proxy:DatabaseProxy",
            "target-egress: aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule in"
                + " datatier:proxy:DatabaseProxy",
            "target-ingress: aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule in"
                + " datatier:proxy:DatabaseProxy",
            "target: aws:rds/proxyTarget:ProxyTarget in datatier:proxy:DatabaseProxy"),
        tier.childrenOf("pool"));
  }

  @Test
  void comes_once_its_role_may_read_the_secret_and_its_target_once_the_way_is_open() {
    assertEquals(
        Map.of(
            "proxy",
            Map.of(
                "dependsOn",
                List.of("pool-log", "pool-role-secret"),
                "deleteBeforeReplace",
                true,
                "ignoreChanges",
                List.of("vpcSubnetIds")),
            "target",
            Map.of(
                "dependsOn",
                List.of("pool-pool", "pool-target-egress", "pool-target-ingress"),
                "deleteBeforeReplace",
                true)),
        tier.optionsOf("pool"));
  }

  @Test
  void requires_tls_and_authenticates_with_secrets_manager() {
    assertEquals(
        Map.ofEntries(
            Map.entry("name", "pool"),
            Map.entry("engineFamily", "POSTGRESQL"),
            Map.entry("requireTls", true),
            Map.entry(
                "auths",
                List.of(
                    Map.of(
                        "description", "Database user iadmin",
                        "authScheme", "SECRETS",
                        "iamAuth", "DISABLED",
                        "clientPasswordAuthType", "POSTGRES_SCRAM_SHA_256",
                        "secretArn", SECRET))),
            Map.entry("roleArn", "arn:aws:iam:us-east-1:123456789012:pool-role"),
            Map.entry("vpcSubnetIds", SampleTier.SUBNETS),
            Map.entry("vpcSecurityGroupIds", List.of("pool-group-id")),
            Map.entry("idleClientTimeout", 1800.0),
            Map.entry("debugLogging", false)),
        tier.resource("pool-proxy").inputs());
  }

  @Test
  void pools_as_the_first_seed_asks_but_leaves_a_tenth_for_administration() {
    assertEquals(
        Map.of(
            "dbProxyName",
            "pool",
            "connectionPoolConfig",
            Map.of(
                "connectionBorrowTimeout", 120.0,
                "maxConnectionsPercent", 90.0,
                "maxIdleConnectionsPercent", 45.0)),
        tier.resource("pool-pool").inputs());
  }

  @Test
  void stands_in_front_of_the_instance() {
    assertEquals(
        Map.of("dbProxyName", "pool", "targetGroupName", "default", "dbInstanceIdentifier", "db"),
        tier.resource("pool-target").inputs());
  }

  @Test
  void only_rds_may_assume_its_role() {
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow",
                           "Principal": {"Service": "rds.amazonaws.com"},
                           "Action": "sts:AssumeRole"}}
            """),
        JsonParser.parseString(
            (String) tier.resource("pool-role").inputs().get("assumeRolePolicy")));
  }

  @Test
  void its_role_reads_the_one_secret_and_decrypts_only_through_secrets_manager() {
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": [
               {"Sid": "ReadSecret", "Effect": "Allow",
                "Action": "secretsmanager:GetSecretValue",
                "Resource": "%s"},
               {"Sid": "DecryptSecret", "Effect": "Allow",
                "Action": "kms:Decrypt",
                "Resource": "arn:aws:kms:us-east-1:123456789012:key/1",
                "Condition": {"StringEquals":
                  {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}}}]}
            """
                .formatted(SECRET)),
        JsonParser.parseString((String) tier.resource("pool-role-secret").inputs().get("policy")));
  }

  @Test
  void is_let_into_the_database_by_group_reference() {
    assertEquals(
        Map.of(
            "securityGroupId", "db-group-id",
            "referencedSecurityGroupId", "pool-group-id",
            "ipProtocol", "tcp",
            "fromPort", 5432.0,
            "toPort", 5432.0,
            "description", "Proxy to database"),
        tier.resource("pool-target-ingress").inputs());
    assertEquals(
        Map.of(
            "securityGroupId", "pool-group-id",
            "referencedSecurityGroupId", "db-group-id",
            "ipProtocol", "tcp",
            "fromPort", 5432.0,
            "toPort", 5432.0,
            "description", "Proxy to database"),
        tier.resource("pool-target-egress").inputs());
  }

  @Test
  void logs_with_a_retention() {
    assertEquals(
        Map.of("name", "/aws/rds/proxy/pool", "retentionInDays", 30.0),
        tier.resource("pool-log").inputs());
  }

  @Test
  void hands_out_its_endpoint() {
    assertEquals("campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com", tier.output("host"));
    assertEquals("pool-group-id", tier.output("group"));
    assertEquals("pool", tier.output("name"));
    assertEquals(
        "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d4e5f60718", tier.output("arn"));
  }
}
