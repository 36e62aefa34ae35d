package io.datatier.encryption;

/**
 * The keys that AWS keeps for each of its services in the account: no cost, no grants to make, and
 * no way to give another account access.
 */
public record AwsManagedKeys() implements KeySettings {}
