package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.engine.PulumiCli;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The dev stack on a machine that loses its power again and again, early, in the middle and late in
 * what is being done. After each time its user does what docs/operations.md says.
 */
@Tag("guarantee")
final class KillSweepScenario {

  private static final int KILLS = Extent.of(4, 200);

  /** About as many as the stack has, so that the moments are spread over a whole run. */
  private static final int RESOURCES = 76;

  /** In one life, unless a run comes to its end before it is killed. */
  private static final int UPS = Extent.of(2, 4);

  private static final int DESTROYS = Extent.of(2, 3);

  /** What the engine does before its first call to the provider takes about so long. */
  private static final int LONGEST_START_MILLIS = 2000;

  private static final int LONGEST_DELAY_MILLIS = 60;

  private final Random random = new Random(Extent.SEED);

  @Test
  void is_recovered_by_the_documented_steps() throws Exception {
    var ups = 0;
    var destroys = 0;
    var pending = 0;
    var imported = 0;
    var unreadable = 0;
    while (ups + destroys < KILLS) {
      var stage = Stage.toBeKilled("kill-sweep", Stage.parts("dev"));
      var recovery = Recovery.of(stage);
      ups += killsOf(stage, recovery, UPS, "up");
      recovery.complete();
      assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
      assertSucceeds(stage.pulumi("preview", "--expect-no-changes"));

      destroys += killsOf(stage, recovery, DESTROYS, "destroy");
      assertSucceeds(stage.pulumi("destroy", "--skip-preview"));
      assertEquals(List.of(), stage.account().leftovers());
      pending += recovery.pending();
      imported += recovery.imported();
      unreadable += recovery.unreadable();
    }
    System.out.printf(
        "kill sweep: seed %d, %d kills (%d of up, %d of destroy), %d creations found pending, %d"
            + " resources taken over, the state made readable %d times, all recovered%n",
        Extent.SEED, ups + destroys, ups, destroys, pending, imported, unreadable);
  }

  private int killsOf(Stage stage, Recovery recovery, int times, String command) throws Exception {
    var killed = 0;
    for (var time = 1; time <= times; time++) {
      var made = stage.account().leftovers().size();
      var left = command.equals("up") ? Math.max(1, RESOURCES - made) : Math.max(1, made);
      var engine = stage.begin(command, "--skip-preview");
      if (!isAlive(engine, stage, random.nextInt(left))) {
        assertSucceeds(engine.await());
        break;
      }
      SuddenEnd.of(engine.process());
      recovery.follow();
      killed++;
    }
    return killed;
  }

  /** Waits for so many changes to the account, and then some. */
  private boolean isAlive(PulumiCli.Command engine, Stage stage, int changes) throws Exception {
    var process = engine.process();
    var end = stage.account().changes() + changes;
    while (process.isAlive() && stage.account().changes() < end) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    var delay = random.nextInt(changes == 0 ? LONGEST_START_MILLIS : LONGEST_DELAY_MILLIS);
    return !process.waitFor(delay, TimeUnit.MILLISECONDS);
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.output());
  }
}
