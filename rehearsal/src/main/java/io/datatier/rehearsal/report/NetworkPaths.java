package io.datatier.rehearsal.report;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Cidr;
import io.datatier.rehearsal.ec2.GroupPermission;
import io.datatier.rehearsal.ec2.GroupPermission.Stated;
import io.datatier.rehearsal.ec2.GroupRules;
import io.datatier.rehearsal.ec2.SecurityGroup;
import io.datatier.rehearsal.ec2.Vpc;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every way to a database or a proxy that security groups open: a rule must admit the client, and
 * the client's own groups must let it out (VPC user guide, "Control traffic to your AWS resources
 * using security groups"). Network ACLs and routes are not looked at: they can only close a path.
 */
public final class NetworkPaths {

  private final StackState state;
  private final GroupMembers members;

  private NetworkPaths(StackState state) {
    this.state = state;
    this.members = new GroupMembers(state);
  }

  /** All paths; those to databases first. */
  public static List<NetworkPath> in(StackState state) {
    var paths = new NetworkPaths(state);
    var found = new TreeMap<String, NetworkPath>();
    Listener.in(state).stream()
        .flatMap(paths::to)
        .forEach(
            path ->
                found.merge(
                    path.to() + "\n" + path.client() + "\n" + path.who(),
                    path,
                    NetworkPaths::joined));
    return found.values().stream()
        .sorted(
            Comparator.comparing((NetworkPath path) -> path.to().type().contains("proxy"))
                .thenComparing(NetworkPath::to)
                .thenComparing(path -> path.client().isEmpty())
                .thenComparing(NetworkPath::who))
        .toList();
  }

  /** A client may pass by several rules. */
  private static NetworkPath joined(NetworkPath one, NetworkPath other) {
    var by = new TreeSet<>(one.by());
    by.addAll(other.by());
    var certainty =
        one.certainty().compareTo(other.certainty()) < 0 ? one.certainty() : other.certainty();
    return new NetworkPath(one.who(), one.client(), one.to(), one.port(), by, certainty);
  }

  private Stream<NetworkPath> to(Listener listener) {
    return listener.groups().stream().flatMap(group -> through(listener, group));
  }

  private Stream<NetworkPath> through(Listener listener, String id) {
    var stated =
        GroupPermission.stated(state.account(), id, "ingress")
            .filter(each -> each.permission().isOfTcp(listener.port()))
            .flatMap(each -> admitted(listener, each));
    return state.account().find(SecurityGroup.TYPE, id).isPresent()
        ? stated
        : Stream.concat(stated, Stream.of(byOthers(listener, id)));
  }

  /** Another stack may give a group rules that are not in this state. */
  private NetworkPath byOthers(Listener listener, String group) {
    var who = "anything else that security group %s (outside this stack) admits";
    return path(who.formatted(group), listener, List.of(), Certainty.POSSIBLE);
  }

  private Stream<NetworkPath> admitted(Listener listener, Stated stated) {
    var peer = stated.permission().peer();
    if (peer.startsWith("sg-")) {
      return ofGroup(listener, stated, peer);
    }
    var block = Cidr.parse(peer);
    var addresses = addresses(listener, stated, peer, block);
    // IPv6 ranges and prefix lists: the state does not say which clients are in them.
    return Stream.concat(
        Stream.of(addresses), block.stream().flatMap(it -> inside(listener, stated, it)));
  }

  private Stream<NetworkPath> ofGroup(Listener listener, Stated stated, String peer) {
    var wearing = members.of(peer);
    if (!wearing.isEmpty()) {
      return wearing.stream().flatMap(client -> letOut(client, listener, stated));
    }
    var group = state.account().find(SecurityGroup.TYPE, peer);
    if (group.isEmpty()) {
      return Stream.of(
          path(
              "any member of security group %s (outside this stack)".formatted(peer),
              listener,
              List.of(stated.resource()),
              Certainty.POSSIBLE));
    }
    var who =
        "future members of security group %s (none in this stack)"
            .formatted(state.named(group.get()).name());
    return out(listener, List.of(peer))
        .map(
            rules ->
                path(who, listener, with(rules, stated.resource(), group.get()), Certainty.OPEN))
        .stream();
  }

  /** Its own rules too, if they let it out. */
  private Stream<NetworkPath> letOut(Entity client, Listener listener, Stated stated) {
    if (client.isSame(listener.entity())) {
      return Stream.of();
    }
    var named = state.named(client);
    return out(listener, GroupMembers.groupsOf(client))
        .map(
            rules ->
                new NetworkPath(
                    named.name(),
                    named.type(),
                    state.named(listener.entity()),
                    listener.port(),
                    resources(with(rules, stated.resource())),
                    Certainty.OPEN))
        .stream();
  }

  private static List<Entity> with(List<Entity> rules, Entity... more) {
    return Stream.concat(rules.stream(), Stream.of(more)).toList();
  }

  /** The rules that let these groups connect to a listener; empty if none does. */
  private Optional<List<Entity>> out(Listener listener, List<String> groups) {
    var rules = GroupRules.egress(state.account(), groups);
    var networks = listener.networks(state);
    return rules.allow(listener.port(), listener.groups(), networks)
        ? Optional.of(rules.allowing(listener.port(), listener.groups(), networks))
        : Optional.empty();
  }

  /** Clients of the stack whose subnets lie in a block that a rule admits. */
  private Stream<NetworkPath> inside(Listener listener, Stated stated, Cidr block) {
    return members.all().stream()
        .filter(client -> !GroupMembers.subnetsOf(client).isEmpty())
        .filter(
            client ->
                Listener.networks(state, GroupMembers.subnetsOf(client)).stream()
                    .anyMatch(block::overlaps))
        .flatMap(client -> letOut(client, listener, stated));
  }

  private NetworkPath addresses(
      Listener listener, Stated stated, String peer, Optional<Cidr> block) {
    var through = Stream.concat(Stream.of(stated.resource()), peerings(block)).toList();
    boolean isAnywhere = peer.equals("0.0.0.0/0") || peer.equals("::/0");
    var who =
        isAnywhere
            ? listener.isPublic(state)
                ? "anyone on the internet (%s)".formatted(peer)
                : "any address of the VPC and of networks connected to it (%s)".formatted(peer)
            : peer.startsWith("pl-")
                ? "addresses of the prefix list %s".formatted(peer)
                : "addresses in %s".formatted(peer);
    return path(who, listener, through, Certainty.OPEN);
  }

  /** The peerings whose other side, if known, has addresses in a block. */
  private Stream<Entity> peerings(Optional<Cidr> block) {
    return state
        .all(Vpc.PEERING)
        .filter(
            peering ->
                Stream.of("vpcId", "peerVpcId")
                    .flatMap(side -> peering.text(side).stream())
                    .anyMatch(vpc -> mayContain(block, vpc)));
  }

  private boolean mayContain(Optional<Cidr> block, String vpc) {
    var its = state.account().find(Vpc.TYPE, vpc).flatMap(found -> found.text("cidrBlock"));
    return block.isEmpty()
        || its.flatMap(Cidr::parse).map(known -> known.overlaps(block.get())).orElse(true);
  }

  private NetworkPath path(String who, Listener listener, List<Entity> by, Certainty certainty) {
    return new NetworkPath(
        who, "", state.named(listener.entity()), listener.port(), resources(by), certainty);
  }

  private SortedSet<Resource> resources(List<Entity> entities) {
    var named = new TreeSet<Resource>();
    entities.forEach(each -> named.add(state.named(each)));
    return named;
  }
}
