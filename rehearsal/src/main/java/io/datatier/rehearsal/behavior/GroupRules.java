package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What security groups let through in one direction, whichever of the three forms their rules have.
 * Groups that were given are taken to be right, since nobody knows all their rules here.
 */
final class GroupRules {

  private static final Set<String> TCP = Set.of("tcp", "6", "-1", "all");

  private final boolean areKnown;
  private final List<Rule> rules;

  private GroupRules(boolean areKnown, List<Rule> rules) {
    this.areKnown = areKnown;
    this.rules = rules;
  }

  /**
   * A rule that lets TCP through.
   *
   * @param groups the peers that it names
   * @param blocks the networks that it names
   * @param isOpen whether it names peers of another kind, of which nothing is known here
   */
  private record Rule(
      double fromPort, double toPort, Set<String> groups, List<Cidr> blocks, boolean isOpen) {

    boolean lets(int port, Collection<String> peers, Collection<Cidr> networks) {
      return fromPort <= port
          && port <= toPort
          && (isOpen
              || peers.stream().anyMatch(groups::contains)
              || blocks.stream().anyMatch(block -> networks.stream().anyMatch(block::overlaps)));
    }
  }

  /** What some groups let in. */
  static GroupRules ingress(Account account, Collection<String> groups) {
    return of(account, groups, "ingress", Types.INGRESS_RULE);
  }

  /** What some groups let out. */
  static GroupRules egress(Account account, Collection<String> groups) {
    return of(account, groups, "egress", Types.EGRESS_RULE);
  }

  private static GroupRules of(
      Account account, Collection<String> groups, String direction, String ownForm) {
    var rules = new ArrayList<Rule>();
    boolean areKnown = true;
    for (var id : groups) {
      var group = account.find(Types.SECURITY_GROUP, id);
      areKnown &= group.filter(each -> !(each.origin() instanceof Origin.Given)).isPresent();
      group.filter(GroupRules::isDefault).ifPresent(each -> rules.add(ofDefault(each, direction)));
      group.stream()
          .flatMap(each -> each.properties().objects(direction).stream())
          .forEach(rule -> older(rule, id).ifPresent(rules::add));
      account
          .all(Types.SECURITY_GROUP_RULE)
          .filter(rule -> isOf(rule, id) && rule.text("type").equals(Optional.of(direction)))
          .forEach(rule -> older(rule.properties(), id).ifPresent(rules::add));
      account
          .all(ownForm)
          .filter(rule -> isOf(rule, id))
          .forEach(rule -> newer(rule.properties()).ifPresent(rules::add));
    }
    return new GroupRules(areKnown, rules);
  }

  private static boolean isOf(Entity rule, String group) {
    return rule.text("securityGroupId").equals(Optional.of(group));
  }

  private static boolean isDefault(Entity group) {
    return group.origin() instanceof Origin.OwnedBy;
  }

  /** VPC user guide, "Default security groups": in from itself, out to anywhere. */
  private static Rule ofDefault(Entity group, String direction) {
    return new Rule(0, 65535, Set.of(group.id()), List.of(), direction.equals("egress"));
  }

  private static Optional<Rule> newer(Fields rule) {
    return rule(
        rule.text("ipProtocol", ""),
        rule,
        rule.text("referencedSecurityGroupId").map(Set::of).orElse(Set.of()),
        rule.text("cidrIpv4").map(List::of).orElse(List.of()),
        rule.has("cidrIpv6") || rule.has("prefixListId"));
  }

  private static Optional<Rule> older(Fields rule, String group) {
    var groups = new ArrayList<>(rule.texts("securityGroups"));
    rule.text("sourceSecurityGroupId").ifPresent(groups::add);
    if (rule.flag("self")) {
      groups.add(group);
    }
    return rule(
        rule.text("protocol", ""),
        rule,
        Set.copyOf(groups),
        rule.texts("cidrBlocks"),
        !rule.items("ipv6CidrBlocks").isEmpty() || !rule.items("prefixListIds").isEmpty());
  }

  private static Optional<Rule> rule(
      String protocol, Fields rule, Set<String> groups, List<String> blocks, boolean isOpen) {
    if (!TCP.contains(protocol)) {
      return Optional.empty();
    }
    boolean isAny = protocol.equals("-1") || protocol.equals("all");
    return Optional.of(
        new Rule(
            isAny ? 0 : rule.number("fromPort").orElse(0),
            isAny ? 65535 : rule.number("toPort").orElse(65535),
            groups,
            blocks.stream().map(Cidr::parse).flatMap(Optional::stream).toList(),
            isOpen));
  }

  /**
   * Whether a connection is let through.
   *
   * @param port the TCP port that is connected to
   * @param peers the groups at the other end
   * @param networks the networks that the other end is in
   */
  boolean let(int port, Collection<String> peers, Collection<Cidr> networks) {
    return !areKnown || rules.stream().anyMatch(rule -> rule.lets(port, peers, networks));
  }
}
