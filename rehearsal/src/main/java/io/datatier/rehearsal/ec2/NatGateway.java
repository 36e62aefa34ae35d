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
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Follows internal/service/ec2/vpc_nat_gateway.go of the provider. At AWS a gateway without a way
 * to the internet is made first and then fails; here it is refused with the same reason.
 */
public final class NatGateway implements ResourceType {

  private static final Pattern ALLOCATION = Pattern.compile("eipalloc-([0-9a-f]{8}|[0-9a-f]{17})");

  @Override
  public Traits traits() {
    return Traits.of(Types.NAT_GATEWAY, "EC2 NAT Gateway")
        .replacedBy("allocationId", "connectivityType", "privateIp", "subnetId")
        .filledByAws(
            "privateIp",
            "secondaryAllocationIds",
            "secondaryPrivateIpAddressCount",
            "secondaryPrivateIpAddresses")
        .unordered("secondaryAllocationIds", "secondaryPrivateIpAddresses");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("connectivityType", "public")
        .oneOf("connectivityType", "private", "public")
        .matches("allocationId", ALLOCATION, "be the allocation id of an Elastic IP")
        .matches("subnetId", References.SUBNET_ID, "be a subnet id")
        .atMostOne("secondaryPrivateIpAddresses", "secondaryPrivateIpAddressCount");
    boolean isPrivate = inputs.values().text("connectivityType", "").equals("private");
    for (var name : List.of("allocationId", "secondaryAllocationIds")) {
      if (isPrivate && inputs.values().has(name)) {
        inputs.fail(name, "is not for a NAT gateway of connectivityType private");
      }
    }
    if (!isPrivate) {
      inputs.required("allocationId", "with connectivityType public");
      if (inputs.values().has("secondaryPrivateIpAddressCount")) {
        inputs.fail("secondaryPrivateIpAddressCount", "needs connectivityType private");
      }
    }
  }

  @Override
  public void refer(Account account, Fields inputs) {
    References.subnets(account, inputs.text("subnetId").stream().toList());
    inputs.text("allocationId").ifPresent(each -> ElasticIp.allocated(account, each));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var subnet = References.subnets(account, List.of(properties.text("subnetId", ""))).get(0);
    var made =
        properties
            .withDefault("privateIp", Ec2Addresses.in(account, subnet, "nat"))
            .withDefault("secondaryAllocationIds", new Value.Items(List.of()))
            .withDefault("secondaryPrivateIpAddresses", new Value.Items(List.of()))
            .withDefault("secondaryPrivateIpAddressCount", Value.of(0))
            .with("networkInterfaceId", Ids.ec2(account, "eni", "nat"))
            .with("associationId", "")
            .with("publicIp", "");
    var allocation = properties.text("allocationId");
    if (allocation.isPresent()) {
      var address = ElasticIp.allocated(account, allocation.get());
      reachesInternet(account, subnet, address);
      made =
          made.with("associationId", Ids.ec2(account, "eipassoc"))
              .with("publicIp", address.text("publicIp").orElse(""));
    }
    return Made.in(
        account,
        new Entity(
            Types.NAT_GATEWAY, Ids.ec2(account, "nat"), account.region(), new Origin.Made(), made));
  }

  private static void reachesInternet(Account account, Entity subnet, Entity address) {
    account
        .using(address)
        .findFirst()
        .ifPresent(
            user -> {
              throw new AwsFault(
                  "Resource.AlreadyAssociated",
                  "Elastic IP address [%s] is already associated with %s"
                      .formatted(address.id(), user.id()));
            });
    var vpc = subnet.text("vpcId").orElse("");
    if (InternetGateway.of(account, vpc).isEmpty()) {
      throw new AwsFault(
          "Gateway.NotAttached",
          "Network %s has no Internet gateway attached: let the NAT gateway depend on one."
              .formatted(vpc));
    }
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    // EC2 lets it go, and leaves routes that lead nowhere behind.
    return account.without(entity);
  }
}
