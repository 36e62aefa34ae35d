package io.datatier.network;

import java.util.Set;

/**
 * A VPC of the data tier's own: one private subnet a zone, no way in or out of it but interface
 * endpoints.
 *
 * @param cidrBlock the range of the VPC; each zone gets a sixteenth of it
 * @param zones where its subnets are
 * @param endpointServices what is reached from it, each at a price by zone and hour; default
 *     Secrets Manager, from which clients read their secret, and CloudWatch Logs
 */
public record CreatedNetwork(
    CidrBlock cidrBlock, Zones zones, Set<EndpointService> endpointServices)
    implements NetworkSettings {

  /** What clients of a database need. */
  public static final Set<EndpointService> DEFAULT_SERVICES =
      Set.of(new EndpointService("secretsmanager"), new EndpointService("logs"));

  public CreatedNetwork {
    endpointServices = Set.copyOf(endpointServices);
  }

  /** A VPC with the default services. */
  public CreatedNetwork(CidrBlock cidrBlock, Zones zones) {
    this(cidrBlock, zones, DEFAULT_SERVICES);
  }
}
