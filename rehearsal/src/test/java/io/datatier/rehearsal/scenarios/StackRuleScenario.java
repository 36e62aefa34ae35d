package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.scenarios.programs.PlainTextProxy;
import org.junit.jupiter.api.Test;

/** A rule about the stack as a whole: a proxy that has no target. */
final class StackRuleScenario {

  private static final String NO_TARGET =
      """
      ❌ datatier (local: ../../../../../policy)
          - [mandatory] [severity: high]  proxy-has-target  (aws:rds:Proxy: careless)
            RDS Proxy has a target and an explicit connection pool
            has no ProxyTarget in this stack
            Why: without a target, the update succeeds and the proxy refuses every client
            Fix: add a ProxyDefaultTargetGroup and a ProxyTarget with the proxy's name as dbProxyName;\
       see policy/docs/proxy-has-target.md
          - [advisory] [severity: high]  proxy-has-target  (aws:rds:Proxy: careless)
            RDS Proxy has a target and an explicit connection pool
            has no ProxyDefaultTargetGroup in this stack
            Why: without a target, the update succeeds and the proxy refuses every client
            Fix: add a ProxyDefaultTargetGroup and a ProxyTarget with the proxy's name as dbProxyName;\
       see policy/docs/proxy-has-target.md""";

  @Test
  void fails_a_preview_and_an_update_too_which_has_made_everything_by_then() throws Exception {
    var stage = Stage.of("stack-rule", PlainTextProxy.class).judgedBy("proxy-has-target");

    var preview = stage.preview();

    assertEquals(NO_TARGET, Findings.in(preview));
    assertNotEquals(0, preview.exitCode());
    assertEquals(0, stage.account().all("aws:rds/proxy:Proxy").count());

    var up = stage.up();

    assertEquals(NO_TARGET, Findings.in(up));
    assertNotEquals(0, up.exitCode());
    assertEquals(1, stage.account().all("aws:rds/proxy:Proxy").count());
  }
}
