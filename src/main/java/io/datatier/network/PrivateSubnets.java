package io.datatier.network;

import io.datatier.config.Between;
import java.util.List;

/** Existing private subnets: two or more, each in a different Availability Zone. */
public record PrivateSubnets(
    @Between(least = "" + Zones.LEAST, most = "" + Zones.MOST) List<PrivateSubnet> subnets) {

  public PrivateSubnets {
    subnets = List.copyOf(subnets);
    Zones.requireSeparate(subnets.stream().map(PrivateSubnet::zone).toList());
  }

  /** Their zones, in the order given. */
  List<AvailabilityZone> zones() {
    return subnets.stream().map(PrivateSubnet::zone).toList();
  }

  /** Their ids, in the order given. */
  public List<String> ids() {
    return subnets.stream().map(subnet -> subnet.id().value()).toList();
  }
}
