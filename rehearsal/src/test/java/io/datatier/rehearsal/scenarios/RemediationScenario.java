package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.scenarios.programs.PlainTextProxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule at level {@code remediate}: what the program got wrong is right in the account. */
final class RemediationScenario {

  private static final String REMEDIED =
      """
      ✅ datatier (local: ../../../../../policy)
          - [remediate]  proxy-requires-tls  (1 resource)""";

  @Test
  void puts_a_proxy_right_and_leaves_nothing_to_do() throws Exception {
    var stage =
        Stage.of("remediated", PlainTextProxy.class)
            .configured(
                """
                {"all": "disabled", "proxy-requires-tls": "remediate"}
                """);

    var up = stage.up();

    assertEquals(REMEDIED, Findings.in(up));
    assertEquals(0, up.exitCode(), up::output);
    assertEquals(
        List.of(true),
        stage
            .account()
            .all("aws:rds/proxy:Proxy")
            .map(proxy -> proxy.properties().flag("requireTls"))
            .toList());

    var preview = stage.preview("--expect-no-changes");

    assertEquals(REMEDIED, Findings.in(preview));
    assertEquals(0, preview.exitCode(), preview::output);
  }
}
