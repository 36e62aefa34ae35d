package io.datatier.network;

import io.datatier.config.Allows;
import io.datatier.config.Required;

/**
 * An existing private subnet. Its zone is stated, not looked up, so that a preview needs no
 * credentials.
 */
public record PrivateSubnet(
    @Required("the subnet, subnet-…") @Allows("`subnet-…`") SubnetId id,
    @Required("its Availability Zone, which is not looked up")
        @Allows("its zone, such as `us-east-1a`; it is not looked up")
        AvailabilityZone zone) {}
