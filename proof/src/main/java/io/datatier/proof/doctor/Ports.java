package io.datatier.proof.doctor;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Whether security groups let a connection through: the one side's must let it out, the other's in.
 */
final class Ports {

  /**
   * One side of a connection.
   *
   * @param name for messages
   * @param groups its security groups
   * @param subnets in which it may be
   */
  record Side(String name, Set<String> groups, Set<String> subnets) {

    Side(String name, Collection<String> groups, Collection<String> subnets) {
      this(name, Set.copyOf(groups), Set.copyOf(subnets));
    }

    /** One that is in no VPC. */
    static Side nowhere(String name) {
      return new Side(name, Set.of(), Set.of());
    }
  }

  /**
   * What stops a connection.
   *
   * @param unless the addresses that are admitted anyway, which are not known here whether the
   *     other side has one: ranges in its subnets, IPv6 ranges and prefix lists
   */
  record Obstacle(String text, List<String> unless) {}

  private final Ec2Client ec2;
  private final Map<Set<String>, Once<List<SecurityGroupRule>>> rules = new HashMap<>();
  private final Map<Set<String>, Once<List<Subnet>>> subnets = new HashMap<>();

  /**
   * @param ec2 asked once for the rules of the same groups, and for the same subnets
   */
  Ports(Ec2Client ec2) {
    this.ec2 = ec2;
  }

  /** What stops a connection; empty if nothing does. */
  List<Obstacle> obstacles(Side from, Side to, int port) {
    return Stream.concat(
            obstacle(from, SecurityGroupRule::isEgress, to, port, "out to"),
            obstacle(to, rule -> !rule.isEgress(), from, port, "in from"))
        .toList();
  }

  /** The VPCs of a side: one, or none if it is in no VPC. */
  List<String> vpcs(Side side) {
    return subnets(side).stream().map(Subnet::vpcId).distinct().toList();
  }

  private Stream<Obstacle> obstacle(
      Side side, Predicate<SecurityGroupRule> direction, Side peer, int port, String way) {
    var candidates =
        rules(side).stream().filter(direction).filter(rule -> isOfPort(rule, port)).toList();
    if (candidates.stream().anyMatch(rule -> isForGroups(rule, peer) || isForAll(rule))) {
      return Stream.of();
    }
    var text =
        "the security groups of %s (%s) let nothing %s %%s on port %d"
            .formatted(side.name(), text(side.groups()), way, port);
    var ranges = ranges(candidates);
    var unread = candidates.stream().flatMap(Ports::unread).toList();
    if (ranges.isEmpty() || peer.subnets().isEmpty()) {
      return Stream.of(new Obstacle(text.formatted(peer.name()), all(ranges, unread)));
    }
    return closed(ranges, peer).entrySet().stream()
        .map(
            subnets ->
                new Obstacle(
                    text.formatted(name(peer, subnets.getValue())), all(subnets.getKey(), unread)));
  }

  private static List<String> all(Collection<Range> ranges, List<String> unread) {
    return Stream.concat(ranges.stream().map(Range::toString), unread.stream()).distinct().toList();
  }

  private static String name(Side side, List<String> subnets) {
    return subnets.size() == side.subnets().size()
        ? side.name()
        : "%s in %s".formatted(side.name(), text(subnets));
  }

  private static String text(Collection<String> ids) {
    return String.join(", ", ids.stream().sorted().toList());
  }

  private static List<Range> ranges(List<SecurityGroupRule> candidates) {
    return candidates.stream()
        .filter(rule -> rule.cidrIpv4() != null)
        .map(rule -> Range.parse(rule.cidrIpv4()))
        .distinct()
        .toList();
  }

  /**
   * The peer's subnets that the ranges do not hold, even together, by those ranges that hold a part
   * of them: none, where a subnet is closed to its last address.
   */
  private Map<List<Range>, List<String>> closed(List<Range> ranges, Side peer) {
    return subnets(peer).stream()
        .filter(subnet -> !Range.parse(subnet.cidrBlock()).isHeldBy(ranges))
        .sorted(Comparator.comparing(Subnet::subnetId))
        .collect(
            Collectors.groupingBy(
                subnet -> {
                  var whole = Range.parse(subnet.cidrBlock());
                  return ranges.stream().filter(whole::holds).toList();
                },
                () -> new TreeMap<>(Comparator.comparing(List::toString)),
                Collectors.mapping(Subnet::subnetId, Collectors.toList())));
  }

  private static boolean isForGroups(SecurityGroupRule rule, Side peer) {
    return rule.referencedGroupInfo() != null
        && peer.groups().contains(rule.referencedGroupInfo().groupId());
  }

  private static boolean isForAll(SecurityGroupRule rule) {
    return rule.cidrIpv4() != null && Range.parse(rule.cidrIpv4()).isAll();
  }

  private static Stream<String> unread(SecurityGroupRule rule) {
    return Stream.of(Optional.ofNullable(rule.prefixListId()), Optional.ofNullable(rule.cidrIpv6()))
        .flatMap(Optional::stream);
  }

  private List<SecurityGroupRule> rules(Side side) {
    return side.groups().isEmpty()
        ? List.of()
        : rules.computeIfAbsent(side.groups(), ids -> new Once<>(() -> askRules(ids))).get();
  }

  private List<SecurityGroupRule> askRules(Set<String> groups) {
    return ec2
        .describeSecurityGroupRulesPaginator(
            request -> request.filters(Filter.builder().name("group-id").values(groups).build()))
        .securityGroupRules()
        .stream()
        .toList();
  }

  private List<Subnet> subnets(Side side) {
    return side.subnets().isEmpty()
        ? List.of()
        : subnets
            .computeIfAbsent(
                side.subnets(),
                ids ->
                    new Once<>(
                        () -> ec2.describeSubnets(request -> request.subnetIds(ids)).subnets()))
            .get();
  }

  private static boolean isOfPort(SecurityGroupRule rule, int port) {
    // -1 is every protocol, with every port (EC2 API, SecurityGroupRule).
    return rule.ipProtocol().equals("-1")
        || (rule.ipProtocol().equals("tcp") && rule.fromPort() <= port && port <= rule.toPort());
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

    @Override
    public String toString() {
      return "%d.%d.%d.%d/%d"
          .formatted(first >> 24, first >> 16 & 255, first >> 8 & 255, first & 255, prefix);
    }

    boolean isAll() {
      return prefix == 0;
    }

    boolean holds(Range other) {
      return other.prefix >= prefix && other.first >> (32 - prefix) == first >> (32 - prefix);
    }

    boolean isHeldBy(List<Range> ranges) {
      return ranges.stream().anyMatch(range -> range.holds(this))
          || (ranges.stream().anyMatch(this::holds)
              && new Range(first, prefix + 1).isHeldBy(ranges)
              && new Range(first + (1L << (31 - prefix)), prefix + 1).isHeldBy(ranges));
    }
  }
}
