package io.datatier.proof.doctor;

import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyEndpoint;

/**
 * An endpoint of a proxy.
 *
 * @param host to which clients connect
 */
record Endpoint(String host, String vpc, String status, Ports.Side side) {

  /** The one that every proxy has, for reading and writing. */
  static Endpoint first(DBProxy proxy) {
    return new Endpoint(
        proxy.endpoint(),
        proxy.vpcId(),
        proxy.statusAsString(),
        new Ports.Side(
            "proxy " + proxy.dbProxyName(), proxy.vpcSecurityGroupIds(), proxy.vpcSubnetIds()));
  }

  /** A further one, for readers. */
  static Endpoint further(DBProxyEndpoint endpoint) {
    return new Endpoint(
        endpoint.endpoint(),
        endpoint.vpcId(),
        endpoint.statusAsString(),
        new Ports.Side(
            "endpoint " + endpoint.dbProxyEndpointName(),
            endpoint.vpcSecurityGroupIds(),
            endpoint.vpcSubnetIds()));
  }

  static boolean isFurther(DBProxyEndpoint endpoint) {
    return !Optional.ofNullable(endpoint.isDefault()).orElse(false);
  }
}
