package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How rules, ports and groups are found is tested in ProxyAdmitsOnlyKnownClientsTest as well. */
final class DatabaseAdmitsOnlyProxyAndAdminTest {

  private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
  private static final String OLD_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
  private static final String NEW_RULE =
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

  private static final String FUNCTION =
      "admits the security group of a client, "
          + "urn:pulumi:dev::test::aws:lambda/function:Function::dialer";
  private static final String UNKNOWN_GROUP =
      "admits a group that is not a proxy's and has no tag database-access: admin";
  private static final String ADDRESSES = "admits addresses to a database";

  private static final RuleTester database =
      RuleTester.of(DatabaseAdmitsOnlyProxyAndAdmin.RULE)
          .resource(
              "aws:rds/instance:Instance",
              "database",
              Map.of("engine", "postgres", "vpcSecurityGroupIds", List.of("sg-database")))
          .resource(
              "aws:rds/proxy:Proxy", "proxy", Map.of("vpcSecurityGroupIds", List.of("sg-proxy")))
          .resource(
              "aws:lambda/function:Function",
              "dialer",
              Map.of("vpcConfig", Map.of("securityGroupIds", List.of("sg-functions"))))
          .resource(GROUP, "database-group", Map.of("id", "sg-database"))
          .resource(GROUP, "proxy-group", Map.of("id", "sg-proxy"))
          .resource(GROUP, "functions-group", Map.of("id", "sg-functions"))
          .resource(
              GROUP,
              "admin-group",
              Map.of("id", "sg-admin", "tags", Map.of("database-access", "admin")))
          .resource(GROUP, "web-group", Map.of("id", "sg-web"));

  private static final RuleTester rule =
      database
          .resource(
              NEW_RULE,
              "rule",
              Map.of(
                  "securityGroupId", "sg-database",
                  "referencedSecurityGroupId", "sg-proxy",
                  "ipProtocol", "tcp",
                  "fromPort", 5432,
                  "toPort", 5432))
          .subject("rule");

  private static final RuleTester oldRule =
      database
          .resource(
              OLD_RULE,
              "rule",
              Map.of(
                  "type", "ingress",
                  "securityGroupId", "sg-database",
                  "sourceSecurityGroupId", "sg-proxy",
                  "protocol", "tcp",
                  "fromPort", 5432,
                  "toPort", 5432))
          .subject("rule");

  private static final RuleTester inline =
      database
          .subject("database-group")
          .with(
              "ingress",
              List.of(
                  Map.of(
                      "protocol",
                      "tcp",
                      "fromPort",
                      5432,
                      "toPort",
                      5432,
                      "securityGroups",
                      List.of("sg-proxy", "sg-admin"))));

  @Test
  void passes_a_database_that_admits_proxy_and_admin() {
    database.expectCompliant();
    rule.expectCompliant();
    rule.with("referencedSecurityGroupId", "sg-admin").expectCompliant();
    oldRule.expectCompliant();
    inline.expectCompliant();
  }

  @Test
  void reports_the_group_of_a_function_in_every_form_of_rule() {
    rule.with("referencedSecurityGroupId", "sg-functions")
        .expectViolations("rule: referencedSecurityGroupId " + FUNCTION);
    oldRule
        .with("sourceSecurityGroupId", "sg-functions")
        .expectViolations("rule: sourceSecurityGroupId " + FUNCTION);
    inline
        .with("ingress[0].securityGroups", List.of("sg-proxy", "sg-functions"))
        .expectViolations("database-group: ingress[0].securityGroups[1] " + FUNCTION);
  }

  @ParameterizedTest
  @CsvSource({
    "aws:ec2/instance:Instance, vpcSecurityGroupIds",
    "aws:ec2/launchTemplate:LaunchTemplate, vpcSecurityGroupIds",
    "aws:ec2/launchConfiguration:LaunchConfiguration, securityGroups",
    "aws:apprunner/vpcConnector:VpcConnector, securityGroups",
    "aws:ecs/service:Service, networkConfiguration",
    "aws:batch/computeEnvironment:ComputeEnvironment, computeResources",
    "aws:codebuild/project:Project, vpcConfig"
  })
  void reports_the_group_of_every_kind_of_client(String type, String property) {
    var groups = List.of("sg-web");
    Object value =
        switch (property) {
          case "networkConfiguration" -> Map.of("securityGroups", groups);
          case "computeResources", "vpcConfig" -> Map.of("securityGroupIds", groups);
          default -> groups;
        };
    var client = "urn:pulumi:dev::test::%s::worker".formatted(type);
    var stack =
        rule.with("referencedSecurityGroupId", "sg-web")
            .resource(type, "worker", Map.of("name", "worker", property, value));
    stack.expectViolations(
        "rule: referencedSecurityGroupId admits the security group of a client, " + client);
    stack
        .subject("web-group")
        .with("tags", Map.of("database-access", "admin"))
        .expectViolations(
            "rule (advisory): referencedSecurityGroupId admits the security group of a client, "
                + client);
  }

  @Test
  void passes_the_administrators_whom_the_configuration_names() {
    rule.with("referencedSecurityGroupId", "sg-admin")
        .resource(
            "aws:ec2/instance:Instance",
            "bastion",
            Map.of("vpcSecurityGroupIds", List.of("sg-admin"), "tags", Map.of("Name", "bastion-1")))
        .configured("administrationWorkers", List.of("bastion-*"))
        .expectCompliant();
  }

  @Test
  void passes_the_migration_that_the_deployment_alone_calls() {
    var migration =
        rule.with("referencedSecurityGroupId", "sg-admin")
            .resource(
                "aws:lambda/function:Function",
                "migrations",
                Map.of(
                    "name",
                    "shop-migrations-dev",
                    "vpcConfig",
                    Map.of("securityGroupIds", List.of("sg-admin"))))
            .resource(
                "aws:lambda/invocation:Invocation",
                "call",
                Map.of("functionName", "shop-migrations-dev"));
    migration.expectCompliant();
    migration
        .resource(
            "aws:lambda/functionUrl:FunctionUrl",
            "url",
            Map.of("functionName", "shop-migrations-dev"))
        .expectViolations(
            "rule (advisory): referencedSecurityGroupId admits the security group of a client, "
                + "urn:pulumi:dev::test::aws:lambda/function:Function::migrations");
  }

  @Test
  void passes_the_function_by_which_secrets_manager_rotates() {
    var rotation =
        rule.with("referencedSecurityGroupId", "sg-admin")
            .resource(
                "aws:lambda/function:Function",
                "rotation",
                Map.of(
                    "name",
                    "rotation",
                    "vpcConfig",
                    Map.of("securityGroupIds", List.of("sg-admin"))))
            .resource(
                "aws:secretsmanager/secretRotation:SecretRotation",
                "rotates",
                Map.of("rotationLambdaArn", "rotation"))
            .resource(
                "aws:lambda/permission:Permission",
                "permission",
                Map.of("function", "rotation", "principal", "secretsmanager.amazonaws.com"));
    rotation.expectCompliant();
    rotation
        .subject("permission")
        .with("principal", "apigateway.amazonaws.com")
        .expectViolations(
            "rule (advisory): referencedSecurityGroupId admits the security group of a client, "
                + "urn:pulumi:dev::test::aws:lambda/function:Function::rotation");
  }

  @Test
  void leaves_the_default_group_to_a_proxy_that_has_no_other() {
    rule.with("referencedSecurityGroupId", "sg-default")
        .subject("proxy")
        .without("vpcSecurityGroupIds")
        .expectCompliant();
  }

  @Test
  void reports_a_group_that_functions_share_with_the_proxy() {
    rule.subject("dialer")
        .with("vpcConfig.securityGroupIds", List.of("sg-proxy"))
        .expectViolations("rule: referencedSecurityGroupId " + FUNCTION);
  }

  @Test
  void reports_a_group_of_functions_that_is_outside_of_the_stack() {
    rule.with("referencedSecurityGroupId", "sg-elsewhere")
        .subject("dialer")
        .with("vpcConfig.securityGroupIds", List.of("sg-elsewhere"))
        .expectViolations("rule: referencedSecurityGroupId " + FUNCTION);
  }

  @Test
  void lets_a_mark_lower_a_violation_and_not_silence_it() {
    rule.with("referencedSecurityGroupId", "sg-admin")
        .subject("dialer")
        .with("vpcConfig.securityGroupIds", List.of("sg-admin"))
        .expectViolations("rule (advisory): referencedSecurityGroupId " + FUNCTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sg-web", "sg-elsewhere"})
  void advises_on_a_group_of_whom_nothing_is_known(String group) {
    rule.with("referencedSecurityGroupId", group)
        .expectViolations("rule (advisory): referencedSecurityGroupId " + UNKNOWN_GROUP);
  }

  @Test
  void takes_no_other_tag_for_the_mark() {
    rule.with("referencedSecurityGroupId", "sg-admin")
        .subject("admin-group")
        .with("tags", Map.of("database-access", "none"))
        .expectViolations("rule (advisory): referencedSecurityGroupId " + UNKNOWN_GROUP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/16", "10.0.0.7/32"})
  void reports_addresses_however_few(String range) {
    rule.with("cidrIpv4", range).expectViolations("rule: cidrIpv4 " + ADDRESSES);
    oldRule
        .with("cidrBlocks", List.of(range))
        .with("ipv6CidrBlocks", List.of("::/0"))
        .expectViolations(
            "rule: cidrBlocks[0] " + ADDRESSES, "rule: ipv6CidrBlocks[0] " + ADDRESSES);
    inline
        .with("ingress[0].cidrBlocks", List.of(range))
        .expectViolations("database-group: ingress[0].cidrBlocks[0] " + ADDRESSES);
  }

  @Test
  void reports_secret_addresses_without_showing_them() {
    rule.withSecret("cidrIpv4", "10.0.0.7/32").expectViolations("rule: cidrIpv4 " + ADDRESSES);
  }

  @Test
  void advises_on_prefix_lists() {
    var list = "admits a prefix list to a database";
    rule.with("prefixListId", "pl-1").expectViolations("rule (advisory): prefixListId " + list);
    oldRule
        .with("prefixListIds", List.of("pl-1"))
        .expectViolations("rule (advisory): prefixListIds[0] " + list);
  }

  @Test
  void lets_a_group_admit_itself_unless_functions_are_in_it() {
    var self = inline.with("ingress[0].self", true);
    self.expectCompliant();
    self.subject("dialer")
        .with("vpcConfig.securityGroupIds", List.of("sg-database"))
        .expectViolations("database-group: ingress[0].self " + FUNCTION);
    rule.with("referencedSecurityGroupId", "sg-database").expectCompliant();
  }

  @Test
  void leaves_other_ports_other_groups_and_the_way_out_alone() {
    var open = rule.with("cidrIpv4", "0.0.0.0/0");
    open.with("fromPort", 443).with("toPort", 443).expectCompliant();
    open.with("securityGroupId", "sg-web").expectCompliant();
    oldRule.with("cidrBlocks", List.of("0.0.0.0/0")).with("type", "egress").expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({"mysql, 3306", "aurora-postgresql, 5432", "sqlserver-ee, 1433"})
  void knows_where_engines_listen(String engine, int port) {
    rule.with("cidrIpv4", "10.0.0.7/32")
        .with("fromPort", port)
        .with("toPort", port)
        .subject("database")
        .as("aws:rds/cluster:Cluster")
        .with("engine", engine)
        .expectViolations("rule: cidrIpv4 " + ADDRESSES);
  }

  @Test
  void knows_the_port_that_a_database_is_given() {
    var moved = rule.with("cidrIpv4", "10.0.0.7/32").subject("database").with("port", 6000);
    moved.expectCompliant();
    moved
        .subject("rule")
        .with("fromPort", 6000)
        .with("toPort", 6000)
        .expectViolations("rule: cidrIpv4 " + ADDRESSES);
  }

  @Test
  void takes_a_replica_for_postgresql() {
    rule.with("cidrIpv4", "10.0.0.7/32")
        .subject("database")
        .without("engine")
        .expectViolations("rule: cidrIpv4 " + ADDRESSES);
  }

  @Test
  void advises_on_the_default_group_of_the_vpc() {
    var advice =
        "database (advisory): vpcSecurityGroupIds names no group, so RDS uses the VPC's default group, which admits all its members";
    database.without("vpcSecurityGroupIds").expectViolations(advice);
    database.with("vpcSecurityGroupIds", List.of()).expectViolations(advice);
  }

  @Test
  void reports_new_groups_at_preview() {
    rule.withUnknown("securityGroupId")
        .computedFrom("securityGroupId", "database-group")
        .withUnknown("referencedSecurityGroupId")
        .computedFrom("referencedSecurityGroupId", "functions-group")
        .subject("database")
        .withUnknown("vpcSecurityGroupIds")
        .computedFrom("vpcSecurityGroupIds", "database-group")
        .subject("dialer")
        .withUnknown("vpcConfig.securityGroupIds")
        .computedFrom("vpcConfig", "functions-group")
        .expectViolations("rule: referencedSecurityGroupId " + FUNCTION);
  }

  @Test
  void passes_new_groups_at_preview_that_are_a_proxys() {
    rule.withUnknown("referencedSecurityGroupId")
        .computedFrom("referencedSecurityGroupId", "proxy-group")
        .subject("proxy")
        .withUnknown("vpcSecurityGroupIds")
        .computedFrom("vpcSecurityGroupIds", "proxy-group")
        .expectCompliant();
  }

  @Test
  void leaves_open_which_of_several_new_groups_a_rule_admits() {
    var several = inline.withUnknown("ingress[0].securityGroups[0]");
    several
        .computedFrom("ingress", "web-group", "functions-group")
        .expectUndecided("ingress[0].securityGroups[0]");
    several.computedFrom("ingress", "proxy-group", "admin-group").expectCompliant();
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    rule.withUnknown("referencedSecurityGroupId").expectUndecided("referencedSecurityGroupId");
    rule.with("referencedSecurityGroupId", "sg-web")
        .withUnknown("securityGroupId")
        .expectUndecided("securityGroupId");
    rule.withUnknown("cidrIpv4").expectUndecided("cidrIpv4");
    rule.withUnknown("prefixListId").expectUndecided("prefixListId");
    database.withUnknown("vpcSecurityGroupIds").expectUndecided("vpcSecurityGroupIds");
    inline.withUnknown("ingress").expectUndecided("ingress");
  }

  @Test
  void says_nothing_of_engines_that_no_proxy_fronts() {
    rule.with("cidrIpv4", "0.0.0.0/0")
        .subject("database")
        .with("engine", "oracle-ee")
        .expectNotApplicable();
  }

  @Test
  void says_nothing_of_a_stack_without_database() {
    database.as("aws:docdb/cluster:Cluster").expectNotApplicable();
  }
}
