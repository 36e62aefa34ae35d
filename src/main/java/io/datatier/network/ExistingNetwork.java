package io.datatier.network;

import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An existing VPC.
 *
 * @param vpcId the VPC of all resources
 * @param privateSubnets where everything is placed
 * @param endpointSecurityGroup the security group of the VPC's interface endpoints; without one,
 *     functions reach Secrets Manager over the VPC's own way out and may open HTTPS to anywhere
 */
@Alternative(
    title = "An existing VPC",
    refuses =
        "is for a new VPC, but vpcId or privateSubnets name an existing one; remove one or the"
            + " other")
public record ExistingNetwork(
    @Required("the VPC for everything, vpc-…") @Allows("`vpc-…`") VpcId vpcId,
    @Required("two or more, each with its id and zone")
        @Allows("two to sixteen, each in a different zone")
        PrivateSubnets privateSubnets,
    @Allows(
            "`sg-…` of the VPC's interface endpoints; without it, functions may connect to any"
                + " address over HTTPS to reach Secrets Manager")
        Optional<SecurityGroupId> endpointSecurityGroup,
    @Between(most = "20", unit = "destinations")
        @Allows(
            "where else functions and workers may connect, besides the proxy and AWS, such as the"
                + " prefix list of S3's gateway endpoint; the VPC must have a route")
        List<Destination> destinations)
    implements NetworkSettings {

  public ExistingNetwork {
    destinations = List.copyOf(destinations);
    Constraints.check(
        ExistingNetwork.class, vpcId, privateSubnets, endpointSecurityGroup, destinations);
  }

  /** A network whose clients connect to nothing but the proxy and AWS. */
  public ExistingNetwork(
      VpcId vpcId, PrivateSubnets privateSubnets, Optional<SecurityGroupId> endpointSecurityGroup) {
    this(vpcId, privateSubnets, endpointSecurityGroup, List.of());
  }

  // EC2 refuses a second rule for one destination and port (InvalidPermission.Duplicate).
  @Rule
  static void requireDifferentDestinations(
      List<Destination> destinations, Optional<SecurityGroupId> endpointSecurityGroup) {
    if (new HashSet<>(destinations).size() < destinations.size()) {
      throw new InvalidValue(
          destinations.stream().map(it -> it.to().value() + ":" + it.port()).toList(),
          "name each destination and port once");
    }
    if (endpointSecurityGroup.isEmpty() && destinations.contains(Destination.HTTPS_ANYWHERE)) {
      throw new InvalidValue(
          "0.0.0.0/0:443",
          "be left out: without endpointSecurityGroup, HTTPS to any address is allowed");
    }
  }

  @Override
  public <T> T either(Function<ExistingNetwork, T> existing, Function<CreatedNetwork, T> created) {
    return existing.apply(this);
  }

  @Override
  public ExistingNetwork reaching(Set<EndpointService> called) {
    return this;
  }

  @Override
  public boolean reaches(EndpointService service) {
    return true;
  }

  @Override
  public String region() {
    return privateSubnets.subnets().get(0).zone().region();
  }

  @Override
  public int interfaceEndpoints() {
    return 0;
  }
}
