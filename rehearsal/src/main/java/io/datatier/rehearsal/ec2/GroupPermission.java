package io.datatier.rehearsal.ec2;

import static java.util.stream.Collectors.toCollection;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Quota;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One permission of a security group, in any of the three forms: inline, as a rule with one source,
 * or as the older rule with several sources.
 *
 * @param side {@code ingress} or {@code egress}
 * @param protocol its name; {@code -1} is any
 * @param ports the first and last port; empty if the protocol is any
 * @param peer a CIDR block, a prefix list or a security group
 */
public record GroupPermission(
    String group, String side, String protocol, String ports, String peer) {

  static final Pattern PROTOCOL =
      Pattern.compile("-1|all|tcp|udp|icmp|icmpv6|\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5]");
  static final String PROTOCOL_RULE = "be -1, all, tcp, udp, icmp, icmpv6 or a protocol's number";

  static final Pattern DESCRIPTION =
      Pattern.compile("[0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]{0,255}");
  static final String DESCRIPTION_RULE =
      "have at most 255 letters, digits, spaces and _.:/()#,@[]+=&;{}!$*-";

  private static final Map<String, String> NAMES =
      Map.of("all", "-1", "6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6");
  private static final List<String> RULES =
      List.of(SecurityGroupIngressRule.TYPE, SecurityGroupEgressRule.TYPE, SecurityGroupRule.TYPE);
  private static final List<String> PEERS =
      List.of(
          "cidrBlocks",
          "ipv6CidrBlocks",
          "prefixListIds",
          "securityGroups",
          "sourceSecurityGroupId",
          "cidrIpv4",
          "cidrIpv6",
          "prefixListId",
          "referencedSecurityGroupId");

  /**
   * The name of a protocol, which may be given by its number and in capitals (protocolForValue in
   * ec2/vpc_security_group.go).
   */
  static String protocol(String given) {
    var lower = given.toLowerCase(Locale.ROOT);
    return NAMES.getOrDefault(lower, lower);
  }

  private static GroupPermission of(
      String group, String side, String protocol, Fields rule, String peer) {
    var named = protocol(protocol);
    var ports =
        named.equals("-1")
            ? ""
            : Inputs.plain(rule.number("fromPort").orElse(-1))
                + "-"
                + Inputs.plain(rule.number("toPort").orElse(-1));
    return new GroupPermission(group, side, named, ports, peer);
  }

  private static Stream<GroupPermission> within(Entity group, String side) {
    return group.properties().objects(side).stream()
        .flatMap(rule -> all(group.id(), side, rule.text("protocol", ""), rule));
  }

  private static Stream<GroupPermission> all(
      String group, String side, String protocol, Fields rule) {
    var peers =
        PEERS.stream()
            .flatMap(name -> Stream.concat(rule.text(name).stream(), rule.texts(name).stream()));
    var self = rule.flag("self") ? Stream.of(group) : Stream.<String>empty();
    return Stream.concat(peers, self).map(peer -> of(group, side, protocol, rule, peer));
  }

  /** The permissions of a standalone rule. */
  private static Stream<GroupPermission> of(Entity rule) {
    var said = rule.properties();
    var group = said.text("securityGroupId", "");
    return switch (rule.type()) {
      case SecurityGroupIngressRule.TYPE ->
          all(group, "ingress", said.text("ipProtocol", ""), said);
      case SecurityGroupEgressRule.TYPE -> all(group, "egress", said.text("ipProtocol", ""), said);
      case SecurityGroupRule.TYPE ->
          all(group, said.text("type", ""), said.text("protocol", ""), said);
      default -> Stream.empty();
    };
  }

  /** The permissions of a group in one direction, in any form. */
  static Stream<GroupPermission> of(Account account, Entity group, String side) {
    return stated(account, group.id(), side).map(Stated::permission).distinct();
  }

  /**
   * The permissions of a group in one direction, each with the resource that states it. Of a group
   * that is not in the account, those of rules that are.
   */
  public static Stream<Stated> stated(Account account, String group, String side) {
    var inside =
        account.find(SecurityGroup.TYPE, group).stream()
            .flatMap(it -> within(it, side).map(permission -> new Stated(permission, it)));
    var beside =
        rules(account)
            .flatMap(rule -> of(rule).map(permission -> new Stated(permission, rule)))
            .filter(each -> each.permission().group().equals(group))
            .filter(each -> each.permission().side().equals(side));
    return Stream.concat(inside, beside);
  }

  /**
   * A permission and where it is written.
   *
   * @param resource the group itself, or a rule of its own
   */
  public record Stated(GroupPermission permission, Entity resource) {}

  /** Whether it allows TCP on a port. */
  public boolean isOfTcp(int at) {
    return protocol.equals("-1") || (protocol.equals("tcp") && port(0) <= at && at <= port(1));
  }

  /** The standalone rules of the groups. */
  static Stream<Entity> rules(Account account) {
    return RULES.stream().flatMap(account::all);
  }

  /** Whether it states permissions: a group, or a standalone rule. */
  public static boolean isStatedBy(Entity entity) {
    return entity.type().equals(SecurityGroup.TYPE) || RULES.contains(entity.type());
  }

  /** Rejects a rule that duplicates another one, in any form. */
  static void refuseSecond(Account account, Entity rule) {
    for (var permission : of(rule).toList()) {
      var group = account.find(SecurityGroup.TYPE, permission.group());
      var others =
          Stream.concat(
              group.stream()
                  .filter(each -> within(each, permission.side()).anyMatch(permission::equals)),
              rules(account).filter(each -> of(each).anyMatch(permission::equals)));
      AwsFault.ifAny(
          others,
          "InvalidPermission.Duplicate",
          other -> "the specified rule already exists: " + other.id());
      group.ifPresent(each -> refuseTooMany(account.with(rule), each));
    }
  }

  /**
   * Rejects more rules than a group may have in each direction (VPC user guide, "Amazon VPC
   * quotas").
   */
  static void refuseTooMany(Account account, Entity group) {
    for (var side : List.of("ingress", "egress")) {
      new Quota(
              60,
              "RulesPerSecurityGroupLimitExceeded",
              "The maximum number of %s rules of %s has been reached".formatted(side, group.id()))
          .allow(of(account, group, side).count());
    }
  }

  /** The standalone rules that an inline list of rules does not contain. */
  static List<Value> beside(Account account, Entity group, String side) {
    Set<GroupPermission> listed = within(group, side).collect(toCollection(LinkedHashSet::new));
    return rules(account)
        .flatMap(GroupPermission::of)
        .filter(each -> each.group().equals(group.id()) && each.side().equals(side))
        .filter(each -> !listed.contains(each))
        .<Value>map(GroupPermission::listed)
        .toList();
  }

  /** This permission as an inline rule. */
  private Fields listed() {
    var rule = new TreeMap<String, Value>();
    boolean isItself = peer.equals(group);
    rule.put("protocol", Value.of(protocol));
    rule.put("fromPort", Value.of(port(0)));
    rule.put("toPort", Value.of(port(1)));
    rule.put("self", Value.of(isItself));
    if (!isItself) {
      rule.put(kindOfPeer(), Value.of(List.of(peer)));
    }
    return new Fields(rule);
  }

  private String kindOfPeer() {
    if (peer.startsWith("sg-")) {
      return "securityGroups";
    } else if (peer.startsWith("pl-")) {
      return "prefixListIds";
    }
    return peer.contains(":") ? "ipv6CidrBlocks" : "cidrBlocks";
  }

  private double port(int which) {
    if (ports.isEmpty()) {
      return 0;
    }
    int hyphen = ports.indexOf('-', 1);
    return Double.parseDouble(
        which == 0 ? ports.substring(0, hyphen) : ports.substring(hyphen + 1));
  }

  /** The account without the rules that a group no longer lists inline. */
  static Account withoutUnlisted(Account account, Entity group, String side) {
    var listed = within(group, side).toList();
    var changed = account;
    for (var rule : rules(account).toList()) {
      boolean goes =
          of(rule)
              .anyMatch(
                  each ->
                      each.group().equals(group.id())
                          && each.side().equals(side)
                          && !listed.contains(each));
      changed = goes ? changed.without(rule) : changed;
    }
    return changed;
  }

  /** Rejects groups that do not exist or belong to different VPCs. */
  static void requireSameNetwork(Account account, Optional<String> group, Optional<String> other) {
    var both = Stream.of(group, other).flatMap(Optional::stream).toList();
    Network.requireSecurityGroups(account, both, Optional.empty(), "InvalidGroup.NotFound");
    var vpc =
        group
            .flatMap(id -> account.find(SecurityGroup.TYPE, id))
            .flatMap(found -> found.text("vpcId"));
    other.ifPresent(id -> requireSameVpc(account, vpc, id));
  }

  /** Rejects a group in another VPC. */
  static void requireSameVpc(Account account, Optional<String> vpc, String group) {
    var its = account.find(SecurityGroup.TYPE, group).flatMap(found -> found.text("vpcId"));
    if (vpc.isPresent() && its.isPresent() && !its.equals(vpc)) {
      throw new AwsFault(
          "InvalidGroup.NotFound",
          "You have specified two resources that belong to different networks: %s is in %s, not in %s."
              .formatted(group, its.get(), vpc.get()));
    }
  }
}
