package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.engine.Procedure;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An {@code up} of the dev stack whose machine loses its power while the proxy is being made; the
 * next run completes it by the steps of docs/operations.md.
 */
final class KilledRunScenario {

  private static final String PROXY = "aws:rds/proxy:Proxy";

  /** 128 + SIGKILL, as a shell would say it. */
  private static final int KILLED = 137;

  @Test
  void is_completed_by_the_documented_steps_when_aws_had_not_made_the_resource() throws Exception {
    var stage = Stage.of("killed-before", Stage.parts("dev"));
    assertEquals(KILLED, stage.upUntilPowerCut("create", PROXY, "die-before").exitCode());
    assertEquals(0, stage.account().all(PROXY).count());

    unlock(stage);
    for (var command : recovery()) {
      assertSucceeds(stage.shell(command));
    }

    assertComplete(stage);
  }

  @Test
  void is_completed_by_an_import_when_aws_had_made_the_resource() throws Exception {
    var stage = Stage.of("killed-after", Stage.parts("dev"));
    assertEquals(KILLED, stage.upUntilPowerCut("create", PROXY, "die-after").exitCode());
    assertEquals(1, stage.account().all(PROXY).count());

    unlock(stage);
    var commands = recovery();
    for (var command : commands.subList(0, commands.size() - 1)) {
      assertSucceeds(stage.shell(command));
    }
    var up = stage.shell(commands.get(commands.size() - 1));
    assertTrue(
        up.output()
            .contains(
                "DBProxyAlreadyExistsFault: DB Proxy with name campaign-postgres-proxy-dev already"
                    + " exists."),
        up.output());
    stage.require(
        "import",
        PROXY,
        "campaign-postgres-proxy-dev-proxy",
        "campaign-postgres-proxy-dev",
        "--parent=parent=urn:pulumi:dev::datatier::datatier:proxy:DatabaseProxy"
            + "::campaign-postgres-proxy-dev",
        "--generate-code=false",
        "--protect=false");
    assertSucceeds(stage.up());

    assertComplete(stage);
  }

  /** The engine itself says what to do about the lock that the dead run left. */
  private static void unlock(Stage stage) throws Exception {
    var locked = stage.pulumi("up", "--skip-preview");
    assertTrue(
        locked
            .output()
            .startsWith(
                "error: the stack is currently locked by 1 lock(s). Either wait for the other"
                    + " process(es) to end or delete the lock file with `pulumi cancel`."),
        locked.output());
    stage.require("cancel");
  }

  private static List<String> recovery() throws Exception {
    return Procedure.read(Stage.parts("dev").operations(), "recovery").commands();
  }

  private static void assertComplete(Stage stage) throws Exception {
    stage.require("refresh", "--skip-preview", "--expect-no-changes");
    stage.require("destroy", "--skip-preview");
    assertEquals(List.of(), stage.account().leftovers());
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome::output);
  }
}
