package io.datatier.proof.doctor;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ConnectionPoolConfigurationInfo;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;

/** A proxy as RDS describes it. */
record Proxy(
    DBProxy itself, List<DBProxyTarget> targets, Optional<ConnectionPoolConfigurationInfo> pool) {

  /** All proxies for PostgreSQL listen there, whatever the database's port. */
  static final int PORT = 5432;

  static Proxy of(RdsClient rds, String name) {
    return new Proxy(
        rds.describeDBProxies(request -> request.dbProxyName(name)).dbProxies().get(0),
        rds.describeDBProxyTargets(request -> request.dbProxyName(name)).targets(),
        rds
            .describeDBProxyTargetGroups(request -> request.dbProxyName(name))
            .targetGroups()
            .stream()
            .map(group -> group.connectionPoolConfig())
            .findFirst());
  }

  String name() {
    return itself.dbProxyName();
  }

  Ports.Side side() {
    return new Ports.Side("proxy " + name(), itself.vpcSecurityGroupIds(), itself.vpcSubnetIds());
  }

  /** The targets of which clients need one. */
  List<DBProxyTarget> instances() {
    return targets.stream()
        .filter(target -> !target.typeAsString().equals("TRACKED_CLUSTER"))
        .toList();
  }

  /** Whether it and its targets are there for clients. */
  boolean isAvailable() {
    return itself.statusAsString().equals("available")
        && !instances().isEmpty()
        && instances().stream().allMatch(Proxy::isAvailable);
  }

  static boolean isAvailable(DBProxyTarget target) {
    return target.targetHealth() != null
        && target.targetHealth().stateAsString().equals("AVAILABLE");
  }
}
