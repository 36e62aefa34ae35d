package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Engine;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One file of exceptions, which the engine judges by and the SDK's command writes. */
final class ExceptionsScenario {

  private static final String INSTANCE = "campaign-postgres-dev-instance";
  private static final String URN =
      "urn:pulumi:dev::datatier::datatier:database:Database$aws:rds/instance:Instance::" + INSTANCE;
  private static final String BASELINE = "baseline.datatier.dev.database-deletion-protected";

  @Test
  void freezes_what_a_stack_violates_lets_nothing_new_in_and_thaws() throws Exception {
    var stage = Stage.live("excepted", "dev");
    var register = stage.folder().resolve("policy.json");
    Files.writeString(
        register,
        """
        {
          "all": "disabled",
          "database-deletion-protected": {
            "enforcementLevel": "mandatory", "productionStacks": ["dev"]
          },
          "proxy-requires-tls": "mandatory"
        }
        """);
    var export = stage.export();
    var configured = stage.configuredBy(register);
    assertNotEquals(0, configured.analyze(export).exitCode());

    assertEquals(
        BASELINE + ": 1 resource\n",
        keep(stage, 0, "baseline", "owner=database-team until=9999-12-31"));
    var frozen = configured.analyze(export);
    assertEquals(
        """
        ✅ datatier@v%s
            · [exempted] [mandatory] [severity: high]  database-deletion-protected\
          (aws:rds:Instance: campaign-postgres-dev-instance)
              Production databases have deletion protection
              deletionProtection is false
              Why: one wrong run or click would delete the database
              Fix: set deletionProtection to true; see policy/docs/database-deletion-protected.md
              %s: was there on DAY"""
            .formatted(Findings.VERSION, BASELINE),
        Findings.in(frozen).replaceAll("on \\d{4}-\\d{2}-\\d{2}", "on DAY"),
        frozen::output);
    assertEquals(0, frozen.exitCode());

    var state = ExportedState.read(export);
    state.resource("aws:rds/proxy:Proxy").change("requireTls", "false");
    state.resource("aws:rds/instance:Instance", INSTANCE).change("deletionProtection", "true");
    state.write(export);
    var changed = configured.analyze(export);
    assertEquals(
        List.of(
            """
            [mandatory] [severity: high]  proxy-requires-tls\
              (aws:rds:Proxy: campaign-postgres-proxy-dev-proxy)
            RDS Proxy requires TLS
            requireTls is false
            Why: clients would send passwords and rows in the clear inside the VPC
            Fix: set requireTls to true; see policy/docs/proxy-requires-tls.md"""),
        Findings.each(changed),
        changed::output);
    assertNotEquals(0, changed.exitCode());

    stage.require("stack", "import", "--file", export.toString());
    assertEquals(
        """
        %s no longer matches anything: %s does not violate database-deletion-protected
        """
            .formatted(BASELINE, URN),
        keep(stage, 1, "check", ""));
    assertEquals(BASELINE + ": 1 resource, 0 left\n", keep(stage, 0, "baseline", ""));
    assertEquals("there are no exceptions\n", keep(stage, 0, "list", ""));
  }

  /** What the command shows that has the events of the stack as it is. */
  private static String keep(Stage stage, int exitCode, String command, String more)
      throws Exception {
    var shown =
        stage.shell(
            """
            pulumi policy analyze --stack dev --policy-pack '%1$s' \
            --policy-pack-config ../policy.json --json >../events.json 2>/dev/null || true
            java -cp '%1$s/target/datatier-policy.jar' \
            io.datatier.policy.sdk.exceptions.Exceptions %2$s ../policy.json %3$s"""
                .formatted(
                    stage.sandbox().parts().pack(),
                    command,
                    command.equals("list") ? "" : "../events.json " + more));
    assertEquals(exitCode, shown.exitCode(), shown::output);
    return shown.output();
  }

  @Test
  void are_refused_by_an_engine_that_does_not_know_them() throws Exception {
    var engine = new Engine(Obtained.folder("oldest", "DATATIER_OLDEST_ENGINE"));
    var export = Stage.live("unknown-exceptions", "dev").export();
    var refused =
        Stage.of(Stage.sandbox("unknown-exceptions-oldest", Stage.parts("dev"), engine))
            .configured("{\"version\": 2, \"policies\": {}, \"exceptions\": {}}")
            .analyze(export);

    assertTrue(refused.output().contains("\"version\": 2 is not a valid value"), refused::output);
    assertNotEquals(0, refused.exitCode());
  }
}
