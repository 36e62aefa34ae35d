package io.datatier.proof.doctor;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * Whether security groups let a connection through: the one side's must let it out, the other's in.
 *
 * @param ec2 asked for rules and subnets
 */
record Ports(Ec2Client ec2) {

  /**
   * One side of a connection.
   *
   * @param name for messages
   * @param groups its security groups
   * @param subnets in which it is
   */
  record Side(String name, Collection<String> groups, Collection<String> subnets) {}

  /** What stops a connection; empty if nothing does. */
  List<String> obstacles(Side from, Side to, int port) {
    return Stream.concat(
            allows(from, true, to, port)
                ? Stream.of()
                : Stream.of(
                    "the security groups of %s (%s) let nothing out to %s on port %d"
                        .formatted(from.name(), text(from), to.name(), port)),
            allows(to, false, from, port)
                ? Stream.of()
                : Stream.of(
                    "the security groups of %s (%s) let nothing in from %s on port %d"
                        .formatted(to.name(), text(to), from.name(), port)))
        .toList();
  }

  private static String text(Side side) {
    return String.join(", ", side.groups());
  }

  private boolean allows(Side side, boolean outwards, Side peer, int port) {
    return rules(side).stream()
        .filter(rule -> rule.isEgress() == outwards)
        .filter(rule -> isOfPort(rule, port))
        .anyMatch(rule -> isFor(rule, peer));
  }

  private List<SecurityGroupRule> rules(Side side) {
    return side.groups().isEmpty()
        ? List.of()
        : ec2
            .describeSecurityGroupRulesPaginator(
                request ->
                    request.filters(
                        Filter.builder().name("group-id").values(side.groups()).build()))
            .securityGroupRules()
            .stream()
            .toList();
  }

  private static boolean isOfPort(SecurityGroupRule rule, int port) {
    // -1 is every protocol, with every port (EC2 API, SecurityGroupRule).
    return rule.ipProtocol().equals("-1")
        || (rule.ipProtocol().equals("tcp") && rule.fromPort() <= port && port <= rule.toPort());
  }

  private boolean isFor(SecurityGroupRule rule, Side peer) {
    if (rule.referencedGroupInfo() != null) {
      return peer.groups().contains(rule.referencedGroupInfo().groupId());
    }
    if (rule.cidrIpv4() == null) {
      return false;
    }
    var range = Range.parse(rule.cidrIpv4());
    return range.isAll()
        || (!peer.subnets().isEmpty()
            && ec2.describeSubnets(request -> request.subnetIds(peer.subnets())).subnets().stream()
                .allMatch(subnet -> range.holds(Range.parse(subnet.cidrBlock()))));
  }

  /** A range of IPv4 addresses. */
  private record Range(long first, int prefix) {

    static Range parse(String cidr) {
      var parts = cidr.split("/", 2);
      var first = 0L;
      for (var octet : parts[0].split("\\.", -1)) {
        first = first << 8 | Integer.parseInt(octet);
      }
      return new Range(first, Integer.parseInt(parts[1]));
    }

    boolean isAll() {
      return prefix == 0;
    }

    boolean holds(Range other) {
      return other.prefix >= prefix && other.first >> (32 - prefix) == first >> (32 - prefix);
    }
  }
}
