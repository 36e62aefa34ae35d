package io.datatier.network;

/**
 * An existing private subnet. Its zone is stated, not looked up, so that a preview needs no
 * credentials.
 */
public record PrivateSubnet(SubnetId id, AvailabilityZone zone) {}
