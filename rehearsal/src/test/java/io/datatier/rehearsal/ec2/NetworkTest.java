package io.datatier.rehearsal.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.provider.DataTier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworkTest {

  private final DataTier tier;

  NetworkTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void gives_a_vpc_what_ec2_gives_it() {
    var vpc = tier.vpc().create();
    assertTrue(vpc.id().matches("vpc-0[0-9a-f]{16}"), vpc.id());
    assertTrue(vpc.text("defaultSecurityGroupId").matches("sg-0[0-9a-f]{16}"));
    assertEquals("arn:aws:ec2:us-east-1:123456789012:vpc/" + vpc.id(), vpc.text("arn"));
    assertEquals(true, vpc.outputs().get("enableDnsSupport"));
    vpc.expectSteady();
  }

  @Test
  void refuses_networks_that_are_none() {
    tier.vpc()
        .with("cidrBlock", "10.0.0.1/16")
        .with("instanceTenancy", "shared")
        .expectFailures(
            "cidrBlock: must be an IPv4 CIDR block that starts at its own network address, such as"
                + " 10.0.0.0/16, but is \"10.0.0.1/16\"",
            "instanceTenancy: must be one of dedicated, default, but is shared");
    tier.vpc()
        .with("cidrBlock", "10.0.0.0/8")
        .expectFailures("cidrBlock: must have a prefix of /16 to /28, but is 10.0.0.0/8");
    tier.vpc()
        .without("cidrBlock")
        .expectFailures("cidrBlock: is required unless ipv4IpamPoolId is set");
  }

  @Test
  void refuses_subnets_that_do_not_fit() {
    var vpc = tier.vpc().create();
    var first = tier.subnet(vpc, "a", "10.0.0.0/24").create();
    tier.subnet(vpc, "b", "10.0.0.128/25")
        .expectRefused(
            "creating EC2 Subnet: InvalidSubnet.Conflict: The CIDR '10.0.0.128/25' conflicts with"
                + " another subnet: "
                + first.id()
                + " has 10.0.0.0/24.");
    tier.subnet(vpc, "b", "10.1.0.0/24")
        .expectRefused(
            "creating EC2 Subnet: InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid: the VPC "
                + vpc.id()
                + " has 10.0.0.0/16.");
    tier.subnet(vpc, "g", "10.0.1.0/24")
        .expectRefusedAtPreview(
            "creating EC2 Subnet: InvalidParameterValue: Value (us-east-1g) for parameter"
                + " availabilityZone is invalid. Subnets can currently only be created in the"
                + " following availability zones: us-east-1a, us-east-1b, us-east-1c, us-east-1d,"
                + " us-east-1e, us-east-1f.");
    tier.subnet(vpc, "b", "10.0.1.0/24")
        .with("vpcId", "vpc-0a1b2c3d4e5f60718")
        .expectRefusedAtPreview(
            "creating EC2 Subnet: InvalidVpcID.NotFound: The vpc ID 'vpc-0a1b2c3d4e5f60718' does"
                + " not exist");
  }

  @Test
  void keeps_what_is_still_in_use() {
    var vpc = tier.vpc().create();
    var subnet = tier.subnet(vpc, "a", "10.0.0.0/24").create();
    vpc.expectDeleteRefused(
        "deleting EC2 VPC: DependencyViolation: The vpc '%s' has dependencies and cannot be deleted; %s (aws:ec2/subnet:Subnet) still uses it."
            .formatted(vpc.id(), subnet.id()));
    subnet.delete();
    vpc.delete();
    assertEquals(List.of(), tier.aws().account().leftovers());
  }

  @Test
  void replaces_what_ec2_cannot_change() {
    var vpc = tier.vpc().create();
    vpc.expectReplacement(tier.vpc().with("cidrBlock", "10.1.0.0/16"), "cidrBlock");
    vpc.expectUpdate(tier.vpc().with("enableDnsHostnames", false), "enableDnsHostnames");
    var dedicated = tier.vpc().with("instanceTenancy", "dedicated");
    vpc.expectReplacement(dedicated, "instanceTenancy");
    dedicated.create().expectUpdate(tier.vpc(), "instanceTenancy");
    var subnet = tier.subnet(vpc, "a", "10.0.0.0/24");
    subnet
        .create()
        .expectReplacement(tier.subnet(vpc, "b", "10.0.5.0/24"), "availabilityZone", "cidrBlock");
  }

  @Test
  void names_a_security_group_that_nobody_names() {
    var vpc = tier.vpc().create();
    var group = tier.group(vpc, "proxy").create();
    assertEquals("proxy-0123456", group.text("name"));
    group.expectUpdate(tier.group(vpc, "proxy"));
  }

  @Test
  void takes_the_rules_that_a_group_lists_for_all_of_them() {
    var postgres = Map.of("protocol", "tcp", "fromPort", 5432, "toPort", 5432, "self", true);
    var ping = Map.of("protocol", "icmp", "fromPort", -1, "toPort", -1, "self", true);
    var group = tier.group(tier.vpc().create(), "proxy");
    var both = group.with("ingress", List.of(postgres, ping));
    var made = both.create();
    made.expectUpdate(both.with("ingress", List.of(ping, postgres)));
    made.expectUpdate(both.with("ingress", List.of(postgres)), "ingress[1]");
    made.expectUpdate(group);
  }

  @Test
  void refuses_a_second_group_of_one_name() {
    var vpc = tier.vpc().create();
    var group = tier.group(vpc, "proxy").with("name", "proxy");
    group.create();
    group.expectRefused(
        "creating Security Group (proxy): InvalidGroup.Duplicate: The security group 'proxy'"
            + " already exists for VPC '"
            + vpc.id()
            + "'");
  }

  @Test
  void judges_rules() {
    var vpc = tier.vpc().create();
    var group = tier.group(vpc, "database").create();
    var rule =
        tier.aws()
            .resource(SecurityGroupIngressRule.TYPE, "from-proxy")
            .with("securityGroupId", group.id())
            .with("referencedSecurityGroupId", group.id())
            .with("ipProtocol", "tcp")
            .with("fromPort", 5432)
            .with("toPort", 5432);
    rule.with("cidrIpv4", "10.0.0.0/16")
        .expectFailures(
            "referencedSecurityGroupId: exactly one of cidrIpv4, cidrIpv6, prefixListId,"
                + " referencedSecurityGroupId must be set, but cidrIpv4 and"
                + " referencedSecurityGroupId are both set");
    rule.without("toPort").expectFailures("toPort: is required with tcp");
    rule.with("ipProtocol", "-1")
        .expectFailures("ipProtocol: is -1 (all protocols), so ports cannot be set");
    rule.with("fromPort", 70000)
        .expectFailures(
            "fromPort: must be -1 to 65535, but is 70000",
            "fromPort: must not be greater than toPort, which is 5432, but is 70000");
    rule.with("referencedSecurityGroupId", "sg-0a1b2c3d4e5f60718")
        .expectRefusedAtPreview(
            "creating VPC Security Group Ingress Rule: InvalidGroup.NotFound: The security group"
                + " 'sg-0a1b2c3d4e5f60718' does not exist");
    var made = rule.create();
    made.expectSteady();
    made.expectUpdate(rule.with("toPort", 5433), "toPort");
    rule.named("again")
        .expectRefused(
            "creating VPC Security Group Ingress Rule: InvalidPermission.Duplicate: the specified"
                + " rule already exists: "
                + made.id());
  }

  @Test
  void keeps_a_group_that_another_groups_rule_names() {
    var vpc = tier.vpc().create();
    var proxy = tier.group(vpc, "proxy").create();
    var database = tier.group(vpc, "database").create();
    var rule =
        tier.aws()
            .resource(SecurityGroupIngressRule.TYPE, "from-proxy")
            .with("securityGroupId", database.id())
            .with("referencedSecurityGroupId", proxy.id())
            .with("ipProtocol", "-1")
            .create();
    proxy.expectDeleteRefused(
        "deleting Security Group (proxy-0123456): DependencyViolation: The security group '%s' has dependencies and cannot be deleted; %s (%s) still uses it."
            .formatted(proxy.id(), rule.id(), SecurityGroupIngressRule.TYPE));
    var revoking = tier.group(vpc, "proxy").with("revokeRulesOnDelete", true);
    proxy.update(revoking).delete();
    assertEquals("", rule.refresh().id());
    database.delete();
  }

  @Test
  void makes_endpoints_in_the_vpc() {
    var vpc = tier.vpc().create();
    var endpoint =
        tier.aws()
            .resource(VpcEndpoint.TYPE, "secrets")
            .with("vpcId", vpc.id())
            .with("serviceName", "com.amazonaws.us-east-1.secretsmanager")
            .with("vpcEndpointType", "Interface")
            .with("privateDnsEnabled", true)
            .with("subnetIds", tier.subnets(vpc))
            .with("securityGroupIds", List.of(tier.group(vpc, "endpoint").create().id()));
    endpoint
        .without("vpcEndpointType")
        .expectFailures(
            "securityGroupIds: is not for endpoints of type Gateway: set vpcEndpointType Interface",
            "subnetIds: is not for endpoints of type Gateway: set vpcEndpointType Interface");
    endpoint
        .with("serviceName", "com.amazonaws.eu-west-1.secretsmanager")
        .expectRefusedAtPreview(
            "creating EC2 VPC Endpoint: InvalidServiceName: The Vpc Endpoint Service"
                + " 'com.amazonaws.eu-west-1.secretsmanager' does not exist");
    var made = endpoint.create();
    made.expectSteady();
    endpoint
        .named("second")
        .expectRefused(
            "creating EC2 VPC Endpoint: InvalidParameter: private-dns-enabled cannot be set because"
                + " there is already a conflicting DNS domain for"
                + " com.amazonaws.us-east-1.secretsmanager in the VPC "
                + vpc.id());
  }

  @Test
  void gives_every_resource_the_default_tags() {
    tier.aws()
        .configure(
            Map.of(
                "region",
                "us-east-1",
                "defaultTags",
                "{\"tags\":{\"team\":\"data\",\"a\":\"1\"}}"));
    var vpc = tier.vpc().with("tags", Map.of("a", "2")).create();
    assertEquals(Map.of("team", "data", "a", "2"), vpc.outputs().get("tagsAll"));
  }
}
