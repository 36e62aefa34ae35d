package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.References;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;

/** Follows internal/service/ec2/vpc_internet_gateway.go of the provider, which also attaches it. */
public final class InternetGateway implements ResourceType {

  @Override
  public Traits traits() {
    return Traits.of(Types.INTERNET_GATEWAY, "EC2 Internet Gateway").filledByAws("vpcId");
  }

  @Override
  public void check(Inputs inputs) {
    inputs.matches("vpcId", References.VPC_ID, "be a VPC id such as vpc-0a1b2c3d4e5f60718");
  }

  @Override
  public void refer(Account account, Fields inputs) {
    inputs.text("vpcId").ifPresent(vpc -> References.vpc(account, vpc));
  }

  @Override
  public Made create(Account account, Fields properties) {
    attachable(account, properties, "");
    var id = Ids.ec2(account, "igw");
    return Made.in(
        account,
        new Entity(
            Types.INTERNET_GATEWAY,
            id,
            account.region(),
            new Origin.Made(),
            properties
                .with("arn", account.arn("ec2", "internet-gateway/" + id))
                .with("ownerId", account.number())));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    if (!properties.text("vpcId").equals(before.text("vpcId"))) {
      detachable(account, before);
    }
    attachable(account, properties, before.id());
    return Made.in(account, before.with(properties));
  }

  private static void attachable(Account account, Fields properties, String itself) {
    properties
        .text("vpcId")
        .flatMap(vpc -> of(account, vpc))
        .filter(other -> !other.id().equals(itself))
        .ifPresent(
            other -> {
              throw new AwsFault(
                  "Resource.AlreadyAssociated",
                  "Network %s already has an internet gateway attached: %s"
                      .formatted(other.text("vpcId").orElse(""), other.id()));
            });
  }

  /** The gateway of a VPC, if it has one. */
  static Optional<Entity> of(Account account, String vpc) {
    return account.findBy(Types.INTERNET_GATEWAY, "vpcId", vpc);
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    detachable(account, entity);
    References.unused(account, entity, "internetGateway", References.PATIENCE);
    return account.without(entity);
  }

  /** EC2 detaches no gateway while a public address of its VPC is in use. */
  private static void detachable(Account account, Entity gateway) {
    var vpc = gateway.text("vpcId");
    boolean isMapped =
        vpc.isPresent()
            && account
                .all(Types.NAT_GATEWAY)
                .filter(nat -> nat.text("allocationId").isPresent())
                .flatMap(nat -> nat.text("subnetId").stream())
                .flatMap(subnet -> account.find(Types.SUBNET, subnet).stream())
                .anyMatch(subnet -> subnet.text("vpcId").equals(vpc));
    if (isMapped) {
      throw new AwsFault(
          "DependencyViolation",
          "Network %s has some mapped public address(es). Please unmap those public address(es) before detaching the gateway."
              .formatted(vpc.get()));
    }
  }
}
