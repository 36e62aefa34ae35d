package io.datatier.network;

import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Required;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An existing VPC.
 *
 * @param vpcId the VPC that holds everything
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
    @Required("the VPC that holds everything, vpc-…") @Allows("`vpc-…`") VpcId vpcId,
    @Required("two or more, each with its id and zone")
        @Allows("two to sixteen, each in a different zone")
        PrivateSubnets privateSubnets,
    @Allows(
            "`sg-…` of the VPC's interface endpoints; without it, functions may connect to any"
                + " address over HTTPS to reach Secrets Manager")
        Optional<SecurityGroupId> endpointSecurityGroup)
    implements NetworkSettings {

  @Override
  public <T> T either(Function<ExistingNetwork, T> existing, Function<CreatedNetwork, T> created) {
    return existing.apply(this);
  }

  @Override
  public ExistingNetwork reaching(Set<EndpointService> called) {
    return this;
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
