package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A proxy that must be replaced under its own name, because its subnets change. AWS forgets its
 * target and its pool with it, and a provider that does not look leaves the new proxy without both
 * (terraform-provider-aws#45738).
 */
final class ReplacedProxyScenario {

  private static final String POOL = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";

  @Test
  void takes_its_pool_and_its_target_along() throws Exception {
    var stage = Stage.of("replaced-proxy", Stage.parts("prod"));
    assertSucceeds(stage.up());
    stage.require("config", "set", "--path", "datatier:proxy.pool.maxConnectionsPercent", "90");
    assertSucceeds(stage.up());

    stage.require("config", "rm", "--path", "datatier:network.privateSubnets[2]");
    assertSucceeds(stage.up());

    var after = stage.account();
    assertEquals(
        List.of("campaign-postgres-proxy-prod/default/RDS_INSTANCE/campaign-postgres-prod"),
        after.all("aws:rds/proxyTarget:ProxyTarget").map(Entity::id).toList());
    assertEquals(List.of(90.0), after.all(POOL).map(ReplacedProxyScenario::share).toList());
    assertEquals(1, after.all("aws:rds/proxy:Proxy").count());
    assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
    assertSucceeds(stage.preview("--expect-no-changes"));
  }

  private static double share(Entity pool) {
    return pool.properties()
        .fields("connectionPoolConfig")
        .number("maxConnectionsPercent")
        .orElseThrow();
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.output());
  }
}
