package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A state that somebody changed behind the program's back, judged without AWS or the program. */
final class PolicyAnalyzeScenario {

  private static final String FUNCTION = "campaign-functions-dev-dispatcher-lambda-dev-function";

  @Test
  void finds_what_was_changed_in_an_exported_state_and_nothing_else() throws Exception {
    var stage = Stage.live("drift", "dev");
    var export = stage.export();

    var clean = stage.analyze(export);

    assertEquals(0, clean.exitCode(), clean::output);

    var state = ExportedState.read(export);
    var host = state.resource("aws:rds/instance:Instance").output("address");
    state.resource("aws:rds/proxy:Proxy").change("requireTls", "false");
    state
        .resource("aws:lambda/function:Function", FUNCTION)
        .change("environment", "{\"variables\": {\"DB_HOST\": \"" + host + "\"}}");
    state.write(export);

    var drifted = stage.analyze(export);

    assertNotEquals(0, drifted.exitCode());
    var found = new ArrayList<>(Findings.each(drifted));
    found.removeAll(Findings.each(clean));
    assertEquals(
        List.of(
            """
            [mandatory] [severity: critical]  lambda-connects-through-proxy\
              (aws:lambda:Function: %s)
            Lambda functions reach the database through RDS Proxy
            environment.variables.DB_HOST contains the address of a database instance (%s)
            Why: every concurrent invocation would hold its own database connection
            Fix: give the function the proxy's endpoint;\
             see policy/docs/lambda-connects-through-proxy.md"""
                .formatted(FUNCTION, host),
            """
            [mandatory] [severity: high]  proxy-requires-tls\
              (aws:rds:Proxy: campaign-postgres-proxy-dev-proxy)
            RDS Proxy requires TLS
            requireTls is false
            Why: clients would send passwords and rows in the clear inside the VPC
            Fix: set requireTls to true; see policy/docs/proxy-requires-tls.md"""),
        found);
  }
}
