package io.datatier.network;

import java.util.Optional;

/**
 * A VPC that somebody else made.
 *
 * @param vpcId the VPC that holds everything
 * @param privateSubnets where everything is placed
 * @param endpointSecurityGroup the security group of the VPC's interface endpoints; without one,
 *     functions reach Secrets Manager over the VPC's own way out and may open HTTPS to anywhere
 */
public record ExistingNetwork(
    VpcId vpcId, PrivateSubnets privateSubnets, Optional<SecurityGroupId> endpointSecurityGroup)
    implements NetworkSettings {}
