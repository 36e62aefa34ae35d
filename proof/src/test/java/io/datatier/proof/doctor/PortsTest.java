package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;

final class PortsTest {

  private static final Ports.Side CLIENT =
      new Ports.Side("report", List.of("sg-client"), List.of("subnet-1", "subnet-2"));
  private static final Ports.Side PROXY =
      new Ports.Side("proxy", List.of("sg-proxy"), List.of("subnet-1"));

  private static final SecurityGroupRule OUT = rule("sg-client").isEgress(true).build();

  @Test
  void a_rule_for_the_group_or_for_all_lets_in() {
    assertEquals(List.of(), into(rule("sg-proxy").build()));
    assertEquals(List.of(), into(range("0.0.0.0/0")));
    assertEquals(
        List.of("let nothing in from report"),
        into(rule("sg-proxy").fromPort(80).toPort(80).build()),
        "of another port");
  }

  @Test
  void ranges_let_in_if_together_they_hold_every_subnet() {
    assertEquals(List.of(), into(range("10.0.0.0/16")));
    assertEquals(List.of(), into(range("10.0.1.0/24"), range("10.0.2.0/24")));
    assertEquals(List.of("let nothing in from report in subnet-2"), into(range("10.0.1.0/24")));
    assertEquals(
        List.of(), into(range("10.0.1.0/25"), range("10.0.1.128/25"), range("10.0.2.0/24")));
    assertEquals(
        List.of(),
        into(
            range("10.0.1.0/24"),
            range("10.0.2.128/25"),
            range("10.0.2.64/26"),
            range("10.0.2.0/26")));
  }

  @Test
  void ranges_of_a_part_of_a_subnet_leave_it_open_and_no_other() {
    assertEquals(
        List.of(
            "let nothing in from report in subnet-1 unless 10.0.1.0/25",
            "let nothing in from report in subnet-2 unless 10.0.2.7/32"),
        into(range("10.0.1.0/25"), range("10.0.2.7/32")));
    assertEquals(
        List.of("let nothing in from report in subnet-2 unless 10.0.2.0/26 or 10.0.2.128/25"),
        into(range("10.0.1.0/24"), range("10.0.2.0/26"), range("10.0.2.128/25")));
    assertEquals(
        List.of(
            "let nothing in from report in subnet-1 unless 10.0.1.0/25",
            "let nothing in from report in subnet-2"),
        into(range("10.0.1.0/25"), range("10.0.3.0/24")));
  }

  @Test
  void rules_that_it_cannot_read_leave_it_open() {
    assertEquals(
        List.of("let nothing in from report unless pl-1 or ::/0"),
        into(plain().prefixListId("pl-1").build(), plain().cidrIpv6("::/0").build()));
    assertEquals(
        List.of("let nothing in from report in subnet-2 unless pl-1"),
        into(range("10.0.1.0/24"), plain().prefixListId("pl-1").build()));
  }

  @Test
  void names_what_rules_of_several_groups_have_in_common_once() {
    assertEquals(
        List.of("let nothing in from report unless pl-1"),
        into(plain().prefixListId("pl-1").build(), plain().prefixListId("pl-1").build()));
    assertEquals(
        List.of(
            "let nothing in from report in subnet-1 unless 10.0.1.0/25",
            "let nothing in from report in subnet-2"),
        into(range("10.0.1.0/25"), range("10.0.1.0/25")));
  }

  @Test
  void asks_once_for_groups_and_subnets() {
    var calls = new ArrayList<String>();
    var ports = new Ports(ec2(calls, OUT, range("10.0.0.0/16")));
    for (var round = 0; round < 3; round++) {
      assertEquals(List.of(), ports.obstacles(CLIENT, PROXY, 5432));
    }
    assertEquals(List.of("sg-client", "sg-proxy", "subnets"), calls);
  }

  private static List<String> into(SecurityGroupRule... rules) {
    var all = Stream.concat(Stream.of(OUT), Stream.of(rules)).toArray(SecurityGroupRule[]::new);
    return new Ports(ec2(new ArrayList<>(), all))
        .obstacles(CLIENT, PROXY, 5432).stream()
            .map(
                obstacle ->
                    obstacle.text().replaceAll(".*(let .*) on port 5432", "$1")
                        + (obstacle.unless().isEmpty()
                            ? ""
                            : " unless " + String.join(" or ", obstacle.unless())))
            .toList();
  }

  private static SecurityGroupRule range(String cidr) {
    return plain().cidrIpv4(cidr).build();
  }

  private static SecurityGroupRule.Builder plain() {
    return SecurityGroupRule.builder()
        .groupId("sg-proxy")
        .isEgress(false)
        .ipProtocol("tcp")
        .fromPort(5432)
        .toPort(5432);
  }

  private static SecurityGroupRule.Builder rule(String of) {
    var other = of.equals("sg-client") ? "sg-proxy" : "sg-client";
    return plain().groupId(of).referencedGroupInfo(group -> group.groupId(other));
  }

  private static Ec2Client ec2(List<String> calls, SecurityGroupRule... rules) {
    return new Ec2Client() {
      @Override
      public DescribeSecurityGroupRulesResponse describeSecurityGroupRules(
          DescribeSecurityGroupRulesRequest request) {
        var groups = Set.copyOf(request.filters().get(0).values());
        calls.addAll(groups);
        return DescribeSecurityGroupRulesResponse.builder()
            .securityGroupRules(
                Stream.of(rules).filter(rule -> groups.contains(rule.groupId())).toList())
            .build();
      }

      @Override
      public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        calls.add("subnets");
        var ranges = Map.of("subnet-1", "10.0.1.0/24", "subnet-2", "10.0.2.0/24");
        return DescribeSubnetsResponse.builder()
            .subnets(
                request.subnetIds().stream()
                    .map(id -> Subnet.builder().subnetId(id).cidrBlock(ranges.get(id)).build())
                    .toList())
            .build();
      }

      @Override
      public String serviceName() {
        return "ec2";
      }

      @Override
      public void close() {}
    };
  }
}
