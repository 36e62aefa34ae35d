package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Optional;

/** Follows internal/service/ec2/ec2_eip.go of the provider. */
public final class ElasticIp implements ResourceType {

  @Override
  public Traits traits() {
    return Traits.of(Types.ELASTIC_IP, "EC2 EIP")
        .replacedBy(
            "address",
            "customerOwnedIpv4Pool",
            "domain",
            "ipamPoolId",
            "networkBorderGroup",
            "publicIpv4Pool",
            "vpc")
        .filledByAws(
            "domain",
            "instance",
            "ipamPoolId",
            "networkBorderGroup",
            "networkInterface",
            "publicIpv4Pool",
            "vpc");
  }

  @Override
  public void check(Inputs inputs) {
    inputs.oneOf("domain", "vpc", "standard").atMostOne("domain", "vpc");
    if (inputs.values().has("associateWithPrivateIp")
        && !inputs.values().has("instance")
        && !inputs.values().has("networkInterface")) {
      inputs.fail("associateWithPrivateIp", "needs instance or networkInterface");
    }
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties
        .withDefault("domain", "vpc")
        .withDefault("vpc", Value.of(properties.text("domain", "vpc").equals("vpc")))
        .withDefault("networkBorderGroup", account.region())
        .withDefault("publicIpv4Pool", "amazon");
  }

  @Override
  public Made create(Account account, Fields properties) {
    carried(account, properties);
    var id = Ids.ec2(account, "eipalloc");
    // Addresses of the network that is set aside for documents (RFC 5737).
    var address = "203.0.113." + (1 + Integer.parseInt(account.draw("eip", 4), 16) % 254);
    var host = "ec2-" + address.replace('.', '-');
    return Made.in(
        account,
        new Entity(
            Types.ELASTIC_IP,
            id,
            account.region(),
            new Origin.Made(),
            properties
                .with("arn", account.arn("ec2", "elastic-ip/" + id))
                .with("allocationId", id)
                .with("publicIp", address)
                .with("publicDns", host + Ec2Hosts.publicDomain(account))
                .with("ptrRecord", "")
                .with("associationId", "")
                .with("carrierIp", "")
                .with("customerOwnedIp", "")
                .with("privateDns", "")
                .with("privateIp", "")));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    carried(account, properties);
    return Made.in(account, before.with(properties));
  }

  /** An address needs an instance that exists, in a VPC with a way to the internet. */
  private static void carried(Account account, Fields properties) {
    var instance = properties.text("instance").filter(id -> !id.isEmpty());
    if (instance.isEmpty()) {
      return;
    }
    var vpc =
        account
            .find(Types.EC2_INSTANCE, instance.get())
            .orElseThrow(
                () ->
                    new AwsFault(
                        "InvalidInstanceID.NotFound",
                        "The instance ID '%s' does not exist".formatted(instance.get())))
            .text("subnetId")
            .flatMap(subnet -> account.find(Types.SUBNET, subnet))
            .flatMap(subnet -> subnet.text("vpcId"));
    if (vpc.isPresent() && InternetGateway.of(account, vpc.get()).isEmpty()) {
      throw new AwsFault(
          "Gateway.NotAttached",
          "Network %s is not attached to any internet gateway".formatted(vpc.get()));
    }
  }

  /** The address of an allocation. */
  static Entity allocated(Account account, String allocation) {
    return account
        .find(Types.ELASTIC_IP, allocation)
        .orElseThrow(
            () ->
                new AwsFault(
                    "InvalidAllocationID.NotFound",
                    "The allocation ID '%s' does not exist".formatted(allocation)));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    Optional<Entity> user = account.using(entity).findFirst();
    if (user.isPresent()) {
      throw new AwsFault(
          "InvalidIPAddress.InUse",
          "Address %s is in use by %s."
              .formatted(entity.text("publicIp").orElse(""), user.get().id()));
    }
    return account.without(entity);
  }
}
