package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Rehearsal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in another language than the pack's, by people who never saw the components. */
final class YamlProgramScenario {

  @Test
  void lives_cleanly_under_the_whole_pack(@TempDir Path folder) throws Exception {
    var config =
        Files.writeString(folder.resolve("config.yaml"), "config: { aws:region: us-east-1 }");
    var program = Path.of("../examples/shop/Pulumi.yaml");
    var sandbox =
        Stage.yamlSandbox("life-of-shop", program, Stage.parts("shop").withConfig(config));
    var rehearsal = new Rehearsal(sandbox, Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    var results = rehearsal.results();

    assertEquals(Map.of(), Judgement.findings(results.atPreview()));
    assertEquals(Map.of(), Judgement.findings(results.atUpdate()));
    assertEquals(
        List.of("aws:cloudwatch/logStream:LogStream"),
        results.created().keySet().stream()
            .filter(type -> type.startsWith("aws:") && !ResourceTypes.types().contains(type))
            .toList());
    assertTrue(results.gone());
  }

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
        ❌ datatier (local: ../../../../../policy)
            - [mandatory] [severity: critical]  lambda-connects-through-proxy\
          (aws:lambda:Function: careless-function)
              Lambda functions reach the database through RDS Proxy
              environment.variables.DSN contains the address of a database instance\
         (campaign.c9akciq32rgh.us-east-1.rds.amazonaws.com)
              Why: every concurrent invocation would hold its own database connection
              Fix: give the function the proxy's endpoint;\
         see policy/docs/lambda-connects-through-proxy.md
            - [mandatory] [severity: high]  proxy-requires-tls  (aws:rds:Proxy: careless-proxy)
              RDS Proxy requires TLS
              requireTls is not set, which RDS treats as false
              Why: clients would send passwords and rows in the clear inside the VPC
              Fix: set requireTls to true; see policy/docs/proxy-requires-tls.md""",
        Findings.in(preview),
        preview::output);
    assertNotEquals(0, preview.exitCode());
    assertEquals(List.of(), stage.account().leftovers());
  }
}
