package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A program in another language than the pack's. */
final class YamlProgramScenario {

  @Test
  void is_judged_like_one_in_java() throws Exception {
    var stage =
        Stage.ofYaml("yaml")
            .configured(
                """
                {
                  "all": "disabled",
                  "lambda-connects-through-proxy": "mandatory",
                  "proxy-requires-tls": "mandatory"
                }
                """);

    var preview = stage.preview();

    assertEquals(
        """
        ❌ datatier@v0.1.0 (local: ../../../../../policy)
            - [mandatory] [severity: critical]  lambda-connects-through-proxy\
          (aws:lambda:Function: careless-function)
              Lambda functions reach the database through RDS Proxy
              environment.variables.DSN holds the address of a database instance\
         (campaign.c9akciq32rgh.us-east-1.rds.amazonaws.com)
              Why: every concurrent invocation would hold a connection of the database's own
              Fix: give the function the proxy's endpoint;\
         see policy/docs/lambda-connects-through-proxy.md
            - [mandatory] [severity: high]  proxy-requires-tls  (aws:rds:Proxy: careless-proxy)
              RDS Proxy requires TLS
              requireTls is not set, which RDS takes for false
              Why: clients would send passwords and rows in the clear inside the VPC
              Fix: set requireTls to true; see policy/docs/proxy-requires-tls.md""",
        Findings.in(preview),
        preview::output);
    assertNotEquals(0, preview.exitCode());
    assertEquals(List.of(), stage.account().leftovers());
  }
}
