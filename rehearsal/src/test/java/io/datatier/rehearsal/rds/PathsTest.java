package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.ec2.SecurityGroup;
import io.datatier.rehearsal.ec2.SecurityGroupEgressRule;
import io.datatier.rehearsal.ec2.SecurityGroupIngressRule;
import io.datatier.rehearsal.ec2.SecurityGroupRule;
import io.datatier.rehearsal.iam.RolePolicy;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS takes and what then cannot connect. */
final class PathsTest {

  private final DataTier tier;

  PathsTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  /** A tier with a group for each of its parts, and no rules yet. */
  private record Groups(
      DataTier tier, List<String> subnets, Live database, Live proxy, Live clients, Live target) {

    /** What is said when these are looked at again, and was not said before. */
    Set<String> silentProblems(Live... resources) {
      int before = tier.aws().notes().size();
      for (var resource : resources) {
        resource.expectSteady();
      }
      var notes = tier.aws().notes();
      return new HashSet<>(notes.subList(before, notes.size()));
    }

    Draft rule(String type, Live group) {
      return tier.aws()
          .resource(type, "rule")
          .with("securityGroupId", group.id())
          .with("ipProtocol", "tcp")
          .with("fromPort", 5432)
          .with("toPort", 5432);
    }

    /** The older form. */
    Draft permission(String direction, Live group) {
      return tier.aws()
          .resource(SecurityGroupRule.TYPE, "rule")
          .with("type", direction)
          .with("securityGroupId", group.id())
          .with("protocol", "tcp")
          .with("fromPort", 5000)
          .with("toPort", 6000);
    }

    String unreachable(String reason) {
      return "The target campaign-postgres of the proxy campaign-proxy will not become AVAILABLE:"
          + " UNREACHABLE, the security groups of "
          + reason;
    }

    String noWayOut() {
      return unreachable(
          "the proxy campaign-proxy (%s) allow no traffic to the database campaign-postgres (%s) on port 5432. Add an egress rule."
              .formatted(proxy.id(), database.id()));
    }

    String noWayIn() {
      return unreachable(
          "the database campaign-postgres (%s) allow no traffic from the proxy campaign-proxy (%s) on port 5432. Add an ingress rule."
              .formatted(database.id(), proxy.id()));
    }
  }

  private Groups groups() {
    return groups(Map.of("iamAuth", "DISABLED"));
  }

  private Groups groups(Map<String, Object> authentication) {
    var vpc = tier.vpc().create();
    var subnets = tier.subnets(vpc);
    var ofDatabase = tier.group(vpc, "database").create();
    var ofProxy = tier.group(vpc, "proxy").create();
    var ofClients = tier.group(vpc, "clients").create();
    var database =
        tier.database(tier.subnetGroup(subnets).create())
            .with("vpcSecurityGroupIds", List.of(ofDatabase.id()))
            .create();
    var secret = DataTier.secretOf(database);
    var role = tier.role("rds.amazonaws.com").create();
    tier.reading(role, secret).create();
    var auth = new TreeMap<String, Object>(DataTier.auth(secret));
    auth.putAll(authentication);
    tier.proxy(subnets, role, secret)
        .with("auths", List.of(auth))
        .with("vpcSecurityGroupIds", List.of(ofProxy.id()))
        .create();
    var target = tier.target().create();
    return new Groups(tier, subnets, ofDatabase, ofProxy, ofClients, target);
  }

  @Test
  void tells_which_rule_a_target_lacks() {
    var groups = groups();
    assertEquals(Set.of(groups.noWayOut()), groups.silentProblems(groups.target()));

    groups
        .rule(SecurityGroupEgressRule.TYPE, groups.proxy())
        .with("referencedSecurityGroupId", groups.database().id())
        .create();
    assertEquals(Set.of(groups.noWayIn()), groups.silentProblems(groups.target()));

    var other = groups.rule(SecurityGroupIngressRule.TYPE, groups.database());
    other.with("referencedSecurityGroupId", groups.clients().id()).create();
    other.with("cidrIpv4", "10.9.0.0/16").create();
    other.with("cidrIpv4", "10.0.0.0/16").with("fromPort", 3306).with("toPort", 3306).create();
    assertEquals(Set.of(groups.noWayIn()), groups.silentProblems(groups.target()));

    other.with("referencedSecurityGroupId", groups.proxy().id()).create();
    assertEquals(Set.of(), groups.silentProblems(groups.target()));
  }

  @Test
  void knows_the_older_forms_of_rules_too() {
    var groups = groups();
    groups
        .permission("egress", groups.proxy())
        .with("cidrBlocks", List.of("0.0.0.0/0"))
        .with("protocol", "-1")
        .with("fromPort", 0)
        .with("toPort", 0)
        .create();
    groups
        .permission("ingress", groups.database())
        .with("protocol", "udp")
        .with("sourceSecurityGroupId", groups.proxy().id())
        .create();
    assertEquals(Set.of(groups.noWayIn()), groups.silentProblems(groups.target()));
    groups
        .permission("ingress", groups.database())
        .with("sourceSecurityGroupId", groups.proxy().id())
        .create();
    assertEquals(Set.of(), groups.silentProblems(groups.target()));
  }

  @Test
  void knows_rules_within_groups() {
    var groups = groups();
    var inline =
        Map.of(
            "protocol",
            "tcp",
            "fromPort",
            5432,
            "toPort",
            5432,
            "securityGroups",
            List.of(groups.proxy().id()));
    var vpcId = groups.database().text("vpcId");
    groups
        .database()
        .update(
            tier.aws()
                .resource(SecurityGroup.TYPE, "database")
                .with("vpcId", vpcId)
                .with("description", "the group of database")
                .with("ingress", List.of(inline)));
    groups
        .proxy()
        .update(
            tier.aws()
                .resource(SecurityGroup.TYPE, "proxy")
                .with("vpcId", vpcId)
                .with("description", "the group of proxy")
                .with(
                    "egress",
                    List.of(
                        Map.of(
                            "protocol",
                            "-1",
                            "fromPort",
                            0,
                            "toPort",
                            0,
                            "cidrBlocks",
                            List.of("10.0.0.0/23")))));
    assertEquals(Set.of(), groups.silentProblems(groups.target()));
  }

  @Test
  void tells_of_credentials_that_stopped_working() {
    var groups = groups();
    groups.permission("egress", groups.proxy()).with("cidrBlocks", List.of("0.0.0.0/0")).create();
    groups
        .permission("ingress", groups.database())
        .with("sourceSecurityGroupId", groups.proxy().id())
        .create();
    var account = tier.aws().account();
    var policy = account.all(RolePolicy.TYPE).findFirst().orElseThrow();
    tier.aws().startOver(account.without(policy));
    var secret = account.all(SecretsManagerSecret.TYPE).findFirst().orElseThrow();
    assertEquals(
        Set.of(
            "The target campaign-postgres of the proxy campaign-proxy will not become AVAILABLE:"
                + " AUTH_FAILURE, the role role-0123456 cannot read the secret "
                + secret.id()
                + ". Allow secretsmanager:GetSecretValue on it, and create that policy before the target."),
        groups.silentProblems(groups.target()));
    tier.aws().startOver(account.without(secret));
    assertEquals(
        Set.of(
            "The target campaign-postgres of the proxy campaign-proxy will not become AVAILABLE:"
                + " AUTH_FAILURE, the secret "
                + secret.id()
                + " does not exist or is scheduled for deletion."),
        groups.silentProblems(groups.target()));
  }

  private Draft function(Live role) {
    var host = tier.aws().account().all(DbProxy.TYPE).findFirst().orElseThrow().text("endpoint");
    return tier.functionAlone()
        .with("role", role.text("arn"))
        .with(
            "environment",
            Map.of(
                "variables",
                Map.of("RDS_PROXY_ENDPOINT", host.orElseThrow(), "DATABASE_USER", "orders")));
  }

  @Test
  void tells_of_a_function_that_is_cut_off_from_the_proxy_it_names() {
    var groups = groups();
    var role = tier.role("lambda.amazonaws.com").with("name", "functions").create();
    tier.attached(role, "service-role/AWSLambdaVPCAccessExecutionRole").create();
    var outside = function(role).create();
    assertEquals(
        Set.of(
            "The function validate-campaign cannot reach the proxy campaign-proxy: it is not in a VPC. Attach it to subnets of the proxy's VPC."),
        groups.silentProblems(outside));

    var within =
        function(role)
            .with(
                "vpcConfig",
                Map.of(
                    "subnetIds",
                    groups.subnets(),
                    "securityGroupIds",
                    List.of(groups.clients().id())));
    var inside = outside.update(within);
    groups
        .rule(SecurityGroupEgressRule.TYPE, groups.clients())
        .with("referencedSecurityGroupId", groups.proxy().id())
        .create();
    assertEquals(
        Set.of(
            "The function validate-campaign cannot reach the proxy campaign-proxy: the security groups of the proxy campaign-proxy (%s) allow no traffic from the function validate-campaign (%s) on port 5432. Add an ingress rule."
                .formatted(groups.proxy().id(), groups.clients().id())),
        groups.silentProblems(inside));
    groups
        .rule(SecurityGroupIngressRule.TYPE, groups.proxy())
        .with("referencedSecurityGroupId", groups.clients().id())
        .create();
    assertEquals(Set.of(), groups.silentProblems(inside));
  }

  @Test
  void tells_of_a_function_that_may_not_log_in_by_iam() {
    var groups = groups(Map.of("iamAuth", "REQUIRED"));
    var role = tier.role("lambda.amazonaws.com").with("name", "functions").create();
    tier.attached(role, "service-role/AWSLambdaVPCAccessExecutionRole").create();
    var arn = tier.aws().account().all(DbProxy.TYPE).findFirst().orElseThrow().text("arn");
    var id = arn.orElseThrow().replaceFirst(".*:", "");
    groups.permission("egress", groups.clients()).with("cidrBlocks", List.of("0.0.0.0/0")).create();
    groups
        .permission("ingress", groups.proxy())
        .with("sourceSecurityGroupId", groups.clients().id())
        .create();
    var function =
        function(role)
            .with(
                "vpcConfig",
                Map.of(
                    "subnetIds",
                    groups.subnets(),
                    "securityGroupIds",
                    List.of(groups.clients().id())))
            .create();
    var users = "arn:aws:rds-db:us-east-1:123456789012:dbuser:";
    var refusal =
        "The function validate-campaign cannot log in to the proxy campaign-proxy: the role"
            + " functions is not allowed rds-db:connect on "
            + users
            + id
            + "/orders.";
    tier.allowing(role, "rds-db:connect", users + "campaign-proxy/orders").create();
    assertEquals(Set.of(refusal), groups.silentProblems(function));
    tier.allowing(role, "rds-db:connect", users + id + "/orders").create();
    assertEquals(Set.of(), groups.silentProblems(function));
  }
}
