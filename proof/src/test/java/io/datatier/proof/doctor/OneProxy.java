package io.datatier.proof.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;
import software.amazon.awssdk.services.rds.model.DBProxyTargetGroup;

/** A tier of one proxy and nothing else. */
final class OneProxy {

  private OneProxy() {}

  static Tier tier(DBProxy proxy, List<DBProxyTarget> targets) {
    return tier(proxy, targets, Optional.empty(), Optional.empty());
  }

  static Tier tier(
      DBProxy proxy,
      List<DBProxyTarget> targets,
      Optional<DBProxyTargetGroup> pool,
      Optional<DeployedStack.Budget> budget) {
    return new Tier(
        new DeployedStack(
            List.of(new DeployedStack.NamedProxy(proxy.dbProxyName(), proxy.dbProxyArn())),
            List.of(),
            List.of(),
            budget,
            List.of()),
        List.of(
            new Proxy(
                proxy, new Once<>(() -> targets), new Once<>(() -> pool), new Once<>(List::of))),
        Map.of());
  }
}
