package io.datatier.proof.doctor;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;
import software.amazon.awssdk.services.rds.model.DBProxyTargetGroup;

/**
 * A proxy as RDS describes it.
 *
 * @param targets its databases
 * @param pool how it connects to them
 * @param further its endpoints besides the first
 */
record Proxy(
    DBProxy itself,
    Once<List<DBProxyTarget>> targets,
    Once<Optional<DBProxyTargetGroup>> pool,
    Once<List<Endpoint>> further) {

  /** All proxies for PostgreSQL listen there, whatever the database's port. */
  static final int PORT = 5432;

  static Proxy of(RdsClient rds, DBProxy itself) {
    var name = itself.dbProxyName();
    return new Proxy(
        itself,
        new Once<>(
            () ->
                rds
                    .describeDBProxyTargetsPaginator(request -> request.dbProxyName(name))
                    .targets()
                    .stream()
                    .toList()),
        new Once<>(
            () ->
                rds
                    .describeDBProxyTargetGroups(request -> request.dbProxyName(name))
                    .targetGroups()
                    .stream()
                    .findFirst()),
        new Once<>(
            () ->
                rds
                    .describeDBProxyEndpointsPaginator(request -> request.dbProxyName(name))
                    .dbProxyEndpoints()
                    .stream()
                    .filter(Endpoint::isFurther)
                    .map(Endpoint::further)
                    .toList()));
  }

  String name() {
    return itself.dbProxyName();
  }

  Endpoint first() {
    return Endpoint.first(itself);
  }

  /** The one of its endpoints that clients connect to by a name. */
  Optional<Endpoint> endpoint(String host) {
    // DNS knows no capitals.
    return host.equalsIgnoreCase(itself.endpoint())
        ? Optional.of(first())
        : further.get().stream()
            .filter(endpoint -> endpoint.host().equalsIgnoreCase(host))
            .findFirst();
  }

  /** The targets of which clients need one. */
  List<DBProxyTarget> instances() {
    return targets.get().stream()
        .filter(target -> !target.typeAsString().equals("TRACKED_CLUSTER"))
        .toList();
  }
}
