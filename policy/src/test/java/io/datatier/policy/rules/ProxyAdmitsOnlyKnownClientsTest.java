package io.datatier.policy.rules;

import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which range is how large is tested in AddressRangeTest. */
final class ProxyAdmitsOnlyKnownClientsTest {

  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";
  private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
  private static final String OLD_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
  private static final String NEW_RULE =
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

  private static final String WORLD = "opens a proxy's port to the whole world";
  private static final String ALL_OF_VPC = "opens a proxy's port to a whole VPC";

  private static final RuleTester proxy =
      RuleTester.of(ProxyAdmitsOnlyKnownClients.RULE)
          .resource(
              PROXY,
              "proxy",
              Map.of("engineFamily", "POSTGRESQL", "vpcSecurityGroupIds", List.of("sg-1")))
          .resource(GROUP, "group", Map.of("id", "sg-1"));

  /** Lets a group in, as it should be. */
  private static final RuleTester newRule =
      proxy
          .resource(
              NEW_RULE,
              "rule",
              Map.of(
                  "securityGroupId", "sg-1",
                  "referencedSecurityGroupId", "sg-9",
                  "ipProtocol", "tcp",
                  "fromPort", 5432,
                  "toPort", 5432))
          .subject("rule");

  private static final RuleTester oldRule =
      proxy
          .resource(
              OLD_RULE,
              "rule",
              Map.of(
                  "type", "ingress",
                  "securityGroupId", "sg-1",
                  "sourceSecurityGroupId", "sg-9",
                  "protocol", "tcp",
                  "fromPort", 5432,
                  "toPort", 5432))
          .subject("rule");

  private static final RuleTester inline =
      proxy
          .subject("group")
          .with(
              "ingress",
              List.of(
                  Map.of(
                      "protocol",
                      "tcp",
                      "fromPort",
                      443,
                      "toPort",
                      443,
                      "cidrBlocks",
                      List.of("0.0.0.0/0")),
                  Map.of(
                      "protocol",
                      "tcp",
                      "fromPort",
                      5432,
                      "toPort",
                      5432,
                      "securityGroups",
                      List.of("sg-9"))));

  private static final RuleTester worldly = newRule.with("cidrIpv4", "0.0.0.0/0");

  @Test
  void passes_a_proxy_that_admits_groups() {
    proxy.expectCompliant();
    newRule.expectCompliant();
    oldRule.expectCompliant();
    inline.expectCompliant();
  }

  @Test
  void reports_the_world_in_every_form_of_rule() {
    worldly.expectViolations("rule: cidrIpv4 " + WORLD);
    newRule.with("cidrIpv6", "::/0").expectViolations("rule: cidrIpv6 " + WORLD);
    oldRule
        .with("cidrBlocks", List.of("192.0.2.7/32", "0.0.0.0/0"))
        .with("ipv6CidrBlocks", List.of("::/0"))
        .expectViolations("rule: cidrBlocks[1] " + WORLD, "rule: ipv6CidrBlocks[0] " + WORLD);
    inline
        .with("ingress[1].cidrBlocks", List.of("0.0.0.0/1", "128.0.0.0/1"))
        .expectViolations(
            "group: ingress[1].cidrBlocks[0] " + WORLD, "group: ingress[1].cidrBlocks[1] " + WORLD);
    inline
        .as("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
        .with("ingress[1].ipv6CidrBlocks", List.of("::/0"))
        .expectViolations("group: ingress[1].ipv6CidrBlocks[0] " + WORLD);
  }

  @Test
  void advises_on_all_of_a_vpc() {
    newRule
        .with("cidrIpv4", "10.0.0.0/16")
        .expectViolations("rule (advisory): cidrIpv4 " + ALL_OF_VPC);
    newRule
        .with("cidrIpv6", "2600:1f18::/56")
        .expectViolations("rule (advisory): cidrIpv6 " + ALL_OF_VPC);
  }

  @Test
  void knows_the_vpc_of_the_stack() {
    var small = newRule.with("cidrIpv4", "10.20.4.0/22");
    small.expectCompliant();
    small
        .resource("aws:ec2/vpc:Vpc", "vpc", Map.of("cidrBlock", "10.20.4.0/22"))
        .expectViolations("rule (advisory): cidrIpv4 " + ALL_OF_VPC);
    small.resource("aws:ec2/vpc:Vpc", "vpc", Map.of("cidrBlock", "10.20.0.0/20")).expectCompliant();
    small
        .resource(
            "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
            "more",
            Map.of("cidrBlock", "10.20.4.0/24"))
        .expectViolations("rule (advisory): cidrIpv4 " + ALL_OF_VPC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.7.0/24", "203.0.113.8/32", "2600:1f18::/64", "anywhere", ""})
  void leaves_small_ranges_and_what_is_no_range_alone(String range) {
    newRule.with("cidrIpv4", range).expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({"tcp, 0, 65535", "TCP, 5432, 5432", "6, 5000, 6000", "-1, 0, 0", "all, 1, 2"})
  void judges_rules_that_lead_to_the_port(String protocol, int from, int to) {
    worldly
        .with("ipProtocol", protocol)
        .with("fromPort", from)
        .with("toPort", to)
        .expectViolations("rule: cidrIpv4 " + WORLD);
  }

  @Test
  void takes_a_rule_without_ports_for_all_of_them() {
    worldly.without("fromPort").without("toPort").expectViolations("rule: cidrIpv4 " + WORLD);
    worldly.without("ipProtocol").expectViolations("rule: cidrIpv4 " + WORLD);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, 443, 443",
    "tcp, 5433, 6000",
    "tcp, 0, 5431",
    "udp, 5432, 5432",
    "icmp, -1, -1"
  })
  void leaves_rules_alone_that_lead_elsewhere(String protocol, int from, int to) {
    worldly
        .with("ipProtocol", protocol)
        .with("fromPort", from)
        .with("toPort", to)
        .expectCompliant();
  }

  @Test
  void leaves_the_way_out_and_other_groups_alone() {
    oldRule.with("cidrBlocks", List.of("0.0.0.0/0")).with("type", "egress").expectCompliant();
    worldly.with("securityGroupId", "sg-2").expectCompliant();
    proxy
        .resource(GROUP, "web", Map.of("ingress", List.of(Map.of("cidrBlocks", List.of("::/0")))))
        .expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({"MYSQL, 3306", "SQLSERVER, 1433", "POSTGRESQL, 5432"})
  void knows_where_proxies_of_other_families_listen(String family, int port) {
    var given = worldly.subject("proxy").with("engineFamily", family).subject("rule");
    given.with("fromPort", port).with("toPort", port).expectViolations("rule: cidrIpv4 " + WORLD);
    given.with("fromPort", port + 1).with("toPort", port + 1).expectCompliant();
  }

  @Test
  void looks_behind_the_groups_of_proxy_endpoints() {
    worldly
        .with("securityGroupId", "sg-2")
        .with("fromPort", 3306)
        .with("toPort", 3306)
        .resource(
            ENDPOINT,
            "reader",
            Map.of("dbProxyName", "campaign", "vpcSecurityGroupIds", List.of("sg-2")))
        .subject("proxy")
        .with("name", "campaign")
        .with("engineFamily", "MYSQL")
        .expectViolations("rule: cidrIpv4 " + WORLD);
  }

  @Test
  void knows_groups_outside_of_the_stack_by_their_ids() {
    worldly.subject("group").with("id", "sg-7").expectViolations("rule: cidrIpv4 " + WORLD);
  }

  @Test
  void reports_a_rule_once_for_several_proxies() {
    worldly
        .resource(PROXY, "second", Map.of("vpcSecurityGroupIds", List.of("sg-1")))
        .expectViolations("rule: cidrIpv4 " + WORLD);
  }

  @Test
  void reports_new_groups_at_preview() {
    worldly
        .withUnknown("securityGroupId")
        .computedFrom("securityGroupId", "group")
        .subject("group")
        .withUnknown("id")
        .subject("proxy")
        .withUnknown("vpcSecurityGroupIds")
        .computedFrom("vpcSecurityGroupIds", "group")
        .expectViolations("rule: cidrIpv4 " + WORLD);
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    worldly.withUnknown("securityGroupId").expectUndecided("securityGroupId");
    newRule.withUnknown("cidrIpv4").expectUndecided("cidrIpv4");
    worldly.withUnknown("ipProtocol").expectUndecided("ipProtocol");
    worldly.withUnknown("fromPort").expectUndecided("fromPort");
    worldly.withUnknown("toPort").expectUndecided("toPort");
    proxy.withUnknown("vpcSecurityGroupIds").expectUndecided("vpcSecurityGroupIds");
    inline.with("ingress", new Unknown(Unknown.Kind.LIST)).expectUndecided("ingress");
    oldRule.withUnknown("cidrBlocks").expectUndecided("cidrBlocks");
  }

  @Test
  void asks_nothing_of_a_rule_that_is_lawful_wherever_it_leads() {
    newRule.withUnknown("securityGroupId").withUnknown("fromPort").expectCompliant();
  }

  @Test
  void reports_a_secret_range_without_showing_it() {
    newRule.withSecret("cidrIpv4", "0.0.0.0/0").expectViolations("rule: cidrIpv4 " + WORLD);
  }

  @Test
  void passes_a_proxy_without_groups_of_its_own() {
    proxy.without("vpcSecurityGroupIds").expectCompliant();
  }

  @Test
  void says_nothing_of_a_stack_without_proxy() {
    proxy.as("aws:rds/instance:Instance").expectNotApplicable();
  }
}
