package io.datatier.rehearsal.ec2;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toCollection;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Busy;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.core.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** VPCs, subnets and security groups, as others refer to them. */
public final class Network {

  public static final Pattern VPC_ID = Pattern.compile("vpc-([0-9a-f]{8}|[0-9a-f]{17})");
  public static final Pattern SUBNET_ID = Pattern.compile("subnet-([0-9a-f]{8}|[0-9a-f]{17})");
  public static final Pattern GROUP_ID = Pattern.compile("sg-([0-9a-f]{8}|[0-9a-f]{17})");

  /** How long the provider waits for the interfaces of Lambda (ec2/vpc_network_interface.go). */
  public static final Duration INTERFACES_PATIENCE = Duration.ofMinutes(45);

  /** The provider's default time for deletions (ec2/vpc_.go, ec2/vpc_internet_gateway.go). */
  public static final Duration PATIENCE = Duration.ofMinutes(20);

  /** VPC user guide: "Security groups per network interface". */
  private static final Quota GROUPS_OF_AN_INTERFACE =
      new Quota(
          5,
          "SecurityGroupsPerInterfaceLimitExceeded",
          "The maximum number of security groups per interface has been reached");

  private static final String IN_USE = "DependencyViolation";

  private Network() {}

  public static Entity vpc(Account account, String id) {
    return account.required(
        Vpc.TYPE, id, "InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
  }

  public static List<Entity> subnets(Account account, Collection<String> ids) {
    return ids.stream()
        .map(
            id ->
                account.required(
                    Subnet.TYPE,
                    id,
                    "InvalidSubnetID.NotFound",
                    "The subnet ID '" + id + "' does not exist"))
        .toList();
  }

  /** The one VPC of some subnets; empty when there are no subnets. */
  public static Optional<String> vpcOf(Collection<Entity> subnets, String code) {
    var vpcs = distinct(subnets, "vpcId");
    if (vpcs.size() > 1) {
      throw new AwsFault(
          code, "The subnets are in different VPCs: " + String.join(", ", vpcs) + ".");
    }
    return vpcs.stream().findFirst();
  }

  public static Set<String> zonesOf(Collection<Entity> subnets) {
    return distinct(subnets, "availabilityZone");
  }

  private static Set<String> distinct(Collection<Entity> entities, String property) {
    return entities.stream()
        .map(entity -> entity.text(property))
        .flatMap(Optional::stream)
        .collect(toCollection(TreeSet::new));
  }

  /** Security groups, which must be in the VPC when there is one. */
  public static void securityGroups(
      Account account, Collection<String> ids, Optional<String> vpc, String code) {
    for (var id : ids) {
      var group =
          account.required(
              SecurityGroup.TYPE,
              id,
              "InvalidGroup.NotFound",
              "The security group '" + id + "' does not exist");
      var its = group.text("vpcId");
      if (vpc.isPresent() && its.isPresent() && !its.equals(vpc)) {
        throw new AwsFault(
            code,
            "The security group %s is in %s, and the subnets are in %s: they must be in the same VPC."
                .formatted(id, its.get(), vpc.get()));
      }
    }
  }

  /** Security groups of a network interface, of which it may have no more than a few. */
  public static void groupsOfInterface(
      Account account, Collection<String> ids, Optional<String> vpc, String code) {
    GROUPS_OF_AN_INTERFACE.allow(ids.size());
    securityGroups(account, ids, vpc, code);
  }

  /** The default security group of a VPC: what AWS takes when nobody names a group. */
  public static List<String> defaultSecurityGroup(Account account, Optional<String> vpc) {
    return vpc.flatMap(id -> account.find(Vpc.TYPE, id))
        .flatMap(found -> found.text("defaultSecurityGroupId"))
        .map(List::of)
        .orElse(List.of());
  }

  /**
   * Refuses to delete what others still use. Where AWS is deleting all of these, the provider tries
   * again for as long as its patience lasts.
   */
  public static void unused(Account account, Entity entity, String what, Duration patience) {
    var users = account.using(entity).toList();
    var staying = users.stream().filter(user -> !user.isBeingDeleted()).findFirst();
    staying
        .or(() -> users.stream().max(comparing(Network::end)))
        .ifPresent(
            user -> {
              var message =
                  "The %s '%s' has dependencies and cannot be deleted; %s (%s) still uses it."
                      .formatted(what, entity.id(), user.id(), user.type());
              throw staying.isPresent()
                  ? new AwsFault(IN_USE, message)
                  : new Busy(IN_USE, message, end(user), patience);
            });
  }

  private static Instant end(Entity leaving) {
    return leaving.transition().map(Transition::until).orElse(Instant.MIN);
  }
}
