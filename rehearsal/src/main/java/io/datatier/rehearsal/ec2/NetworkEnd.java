package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * One end of a connection.
 *
 * @param name its name, for messages
 * @param groups their security groups
 * @param subnets the subnets they are in
 */
public record NetworkEnd(String name, List<String> groups, List<String> subnets) {

  private List<Cidr> networks(Account account) {
    return subnets.stream()
        .map(id -> account.find(Subnet.TYPE, id))
        .flatMap(Optional::stream)
        .map(subnet -> subnet.text("cidrBlock").flatMap(Cidr::parse))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Why security groups block a connection to the other end, if they do. */
  public Optional<String> cannotReach(Account account, NetworkEnd other, int port) {
    if (!GroupRules.egress(account, groups).allow(port, other.groups, other.networks(account))) {
      return Optional.of(
          "the security groups of %s (%s) allow no traffic to %s (%s) on port %d. Add an egress rule."
              .formatted(name, listed(groups), other.name, listed(other.groups), port));
    }
    if (!GroupRules.ingress(account, other.groups).allow(port, groups, networks(account))) {
      return Optional.of(
          "the security groups of %s (%s) allow no traffic from %s (%s) on port %d. Add an ingress rule."
              .formatted(other.name, listed(other.groups), name, listed(groups), port));
    }
    return Optional.empty();
  }

  private static String listed(List<String> ids) {
    return ids.isEmpty() ? "none" : String.join(", ", ids);
  }
}
