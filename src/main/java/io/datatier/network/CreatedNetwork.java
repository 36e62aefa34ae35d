package io.datatier.network;

import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.ByDefault;
import io.datatier.config.Otherwise;
import io.datatier.config.Required;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A new VPC: one private subnet per zone, and no way in or out except interface endpoints.
 *
 * @param cidrBlock the range of the VPC. A zone always gets the same sixteenth of it, by its
 *     letter: {@code a} the first, {@code b} the second.
 * @param zones where its subnets are
 * @param endpointServices what is reached from it, each at a price by zone and hour; by default
 *     what the stack's clients call. Lambda's own logs need none: the service writes them from
 *     outside the VPC.
 */
@Alternative(
    title = "A new VPC",
    refuses =
        "is for an existing VPC, but zones or cidrBlock ask for a new one; remove one or the"
            + " other")
public record CreatedNetwork(
    @ByDefault("10.20.0.0/16") @Allows("an IPv4 range from /16 to /22") CidrBlock cidrBlock,
    @Required("two or more Availability Zones for the VPC")
        @Allows(
            "two to sixteen zones of `aws:region`; each gets a private subnet, a sixteenth of"
                + " `cidrBlock` chosen by the zone's letter")
        Zones zones,
    @Otherwise("what the clients call: `secretsmanager` for secrets, `logs` for workers' logs")
        @Allows(
            "services that get an interface endpoint, such as `secretsmanager`, `sqs` or"
                + " `ecr.api`; clients that log in with a secret need `secretsmanager`")
        Optional<Set<EndpointService>> endpointServices)
    implements NetworkSettings {

  public CreatedNetwork {
    endpointServices = endpointServices.map(Set::copyOf);
  }

  /** A VPC with an endpoint for Secrets Manager. */
  public CreatedNetwork(CidrBlock cidrBlock, Zones zones) {
    this(cidrBlock, zones, Optional.empty());
  }

  /** What is reached from it. */
  public Set<EndpointService> services() {
    return endpointServices.orElse(Set.of(EndpointService.SECRETS_MANAGER));
  }

  @Override
  public CreatedNetwork reaching(Set<EndpointService> called) {
    return new CreatedNetwork(cidrBlock, zones, endpointServices.or(() -> Optional.of(called)));
  }

  @Override
  public boolean reaches(EndpointService service) {
    return endpointServices.map(named -> named.contains(service)).orElse(true);
  }

  @Override
  public List<Destination> destinations() {
    return List.of();
  }

  @Override
  public <T> T either(Function<ExistingNetwork, T> existing, Function<CreatedNetwork, T> created) {
    return created.apply(this);
  }

  @Override
  public String region() {
    return zones.region();
  }

  @Override
  public int interfaceEndpoints() {
    return services().size() * zones.zones().size();
  }
}
