package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Cidr;
import java.util.Collection;
import java.util.List;

/**
 * The traffic that security groups allow in one direction. Groups from a fixture are assumed to
 * allow it, since their rules may be incomplete here.
 */
public final class GroupRules {

  private final Account account;
  private final Collection<String> groups;
  private final String side;

  private GroupRules(Account account, Collection<String> groups, String side) {
    this.account = account;
    this.groups = groups;
    this.side = side;
  }

  /** The inbound traffic that groups allow. */
  static GroupRules ingress(Account account, Collection<String> groups) {
    return new GroupRules(account, groups, "ingress");
  }

  /** The outbound traffic that groups allow. */
  public static GroupRules egress(Account account, Collection<String> groups) {
    return new GroupRules(account, groups, "egress");
  }

  /**
   * Whether a connection is allowed.
   *
   * @param port the destination TCP port
   * @param peers the groups at the other end
   * @param networks the networks of the other end
   */
  public boolean allow(int port, Collection<String> peers, Collection<Cidr> networks) {
    return groups.stream()
        .map(id -> account.find(SecurityGroup.TYPE, id))
        .anyMatch(
            group ->
                group.filter(GroupRules::isKnown).isEmpty()
                    || allows(group.get(), port, peers, networks));
  }

  /** The resources that allow a connection: rules, or groups with rules inside. */
  public List<Entity> allowing(int port, Collection<String> peers, Collection<Cidr> networks) {
    return groups.stream()
        .flatMap(group -> GroupPermission.stated(account, group, side))
        .filter(stated -> stated.permission().isOfTcp(port))
        .filter(stated -> names(stated.permission().peer(), peers, networks))
        .map(GroupPermission.Stated::resource)
        .distinct()
        .toList();
  }

  private static boolean isKnown(Entity group) {
    return !group.isGiven();
  }

  private boolean allows(
      Entity group, int port, Collection<String> peers, Collection<Cidr> networks) {
    return isDefault(group)
        ? side.equals("egress") || peers.contains(group.id())
        : GroupPermission.of(account, group, side)
            .filter(permission -> permission.isOfTcp(port))
            .anyMatch(permission -> names(permission.peer(), peers, networks));
  }

  /** VPC user guide, "Default security groups": inbound from itself, outbound to anywhere. */
  private static boolean isDefault(Entity group) {
    return group.owner().isPresent();
  }

  /** Prefix lists and IPv6 ranges cannot be resolved here. */
  private static boolean names(String peer, Collection<String> peers, Collection<Cidr> networks) {
    if (peer.startsWith("sg-")) {
      return peers.contains(peer);
    }
    var block = Cidr.parse(peer);
    return block.isEmpty() || networks.stream().anyMatch(block.get()::overlaps);
  }
}
