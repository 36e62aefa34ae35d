package io.datatier.network;

import io.datatier.config.Between;
import io.datatier.config.InvalidValue;
import java.util.HashSet;
import java.util.List;

/**
 * Two to sixteen different Availability Zones. RDS refuses a subnet group or a proxy whose subnets
 * do not cover two (RDS API, DBSubnetGroupDoesNotCoverEnoughAZs); sixteen is what a {@link
 * CidrBlock} is divided into.
 */
public record Zones(
    @Between(least = "" + Zones.LEAST, most = "" + Zones.MOST) List<AvailabilityZone> zones) {

  static final int LEAST = 2;
  static final int MOST = CidrBlock.MOST_SUBNETS;

  public Zones {
    zones = List.copyOf(zones);
    requireSeparate(zones);
  }

  static void requireSeparate(List<AvailabilityZone> zones) {
    if (zones.size() < LEAST || zones.size() > MOST || new HashSet<>(zones).size() < zones.size()) {
      throw new InvalidValue(
          zones.stream().map(AvailabilityZone::name).toList(),
          "be two to sixteen, each a different Availability Zone");
    }
  }

  /** The region of the first zone; a VPC cannot span two. */
  public String region() {
    return zones.get(0).region();
  }
}
