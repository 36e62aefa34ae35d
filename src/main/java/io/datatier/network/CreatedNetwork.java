package io.datatier.network;

/**
 * A VPC of the data tier's own: one private subnet a zone, no way in or out of it but interface
 * endpoints.
 *
 * @param cidrBlock the range of the VPC; each zone gets a sixteenth of it
 * @param zones where its subnets are
 */
public record CreatedNetwork(CidrBlock cidrBlock, Zones zones) implements NetworkSettings {}
