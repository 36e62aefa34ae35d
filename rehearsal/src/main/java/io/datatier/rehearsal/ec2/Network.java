package io.datatier.rehearsal.ec2;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toCollection;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Busy;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.core.Quota;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** VPCs, subnets and security groups that other resources refer to. */
public final class Network {

  public static final Pattern VPC_ID = Pattern.compile("vpc-([0-9a-f]{8}|[0-9a-f]{17})");
  public static final Pattern SUBNET_ID = Pattern.compile("subnet-([0-9a-f]{8}|[0-9a-f]{17})");
  public static final Pattern GROUP_ID = Pattern.compile("sg-([0-9a-f]{8}|[0-9a-f]{17})");

  /** How long the provider waits for Lambda's network interfaces (ec2/vpc_network_interface.go). */
  public static final Duration INTERFACES_PATIENCE = Duration.ofMinutes(45);

  /** The provider's default timeout for deletions (ec2/vpc_.go, ec2/vpc_internet_gateway.go). */
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

  /** The common VPC of subnets; empty if there are none. */
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

  /**
   * Requires subnets in two zones, where all are known.
   *
   * @param property of the inputs, with the subnets' ids
   * @param message with a place for the zones
   */
  public static void requireTwoZones(
      Fields inputs, String property, Collection<Entity> subnets, String code, String message) {
    var zones = zonesOf(subnets);
    if (!inputs.isUnknown(property) && zones.size() < 2) {
      throw new AwsFault(code, message.formatted(String.join(", ", zones)));
    }
  }

  private static Set<String> distinct(Collection<Entity> entities, String property) {
    return entities.stream()
        .map(entity -> entity.text(property))
        .flatMap(Optional::stream)
        .collect(toCollection(TreeSet::new));
  }

  static Entity securityGroup(Account account, String id) {
    return account.required(
        SecurityGroup.TYPE,
        id,
        "InvalidGroup.NotFound",
        "The security group '" + id + "' does not exist");
  }

  /** Security groups, which must exist, and be in the VPC if one is given. */
  public static void requireSecurityGroups(
      Account account, Collection<String> ids, Optional<String> vpc, String code) {
    for (var id : ids) {
      var its = securityGroup(account, id).text("vpcId");
      if (vpc.isPresent() && its.isPresent() && !its.equals(vpc)) {
        throw new AwsFault(
            code,
            "The security group %s is in %s, but the subnets are in %s. They must be in the same VPC."
                .formatted(id, its.get(), vpc.get()));
      }
    }
  }

  /** The security groups of a network interface, up to AWS's limit. */
  public static void requireGroupsOfInterface(
      Account account, Collection<String> ids, Optional<String> vpc, String code) {
    GROUPS_OF_AN_INTERFACE.allow(ids.size());
    requireSecurityGroups(account, ids, vpc, code);
  }

  /** The default security group of a VPC, which AWS uses if none is set. */
  public static List<String> defaultSecurityGroup(Account account, Optional<String> vpc) {
    return vpc.flatMap(id -> account.find(Vpc.TYPE, id))
        .flatMap(found -> found.text("defaultSecurityGroupId"))
        .map(List::of)
        .orElse(List.of());
  }

  /**
   * Rejects deleting an entity that is in use. If AWS is already deleting everything that uses it,
   * the provider retries until its timeout.
   */
  public static void requireUnused(Account account, Entity entity, String what, Duration patience) {
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
