package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Engine;
import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Rehearsal;
import io.datatier.rehearsal.engine.Step;
import io.datatier.rehearsal.engine.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program, the pack and the rehearsal on the oldest engine that README promises. */
final class OldestEngineScenario {

  @Test
  void dev_lives_as_it_does_on_the_pinned_one() throws Exception {
    var engine = new Engine(Obtained.folder("oldest", "DATATIER_OLDEST_ENGINE"));
    var rehearsal =
        new Rehearsal(
            Stage.quickSandbox("oldest-engine", Stage.parts("dev"), engine), Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    var results = rehearsal.results();

    Judgement.assertJudged(
        results,
        Map.of(
            "database-backups-retained", Verdict.NOTHING_TO_JUDGE,
            "database-deletion-protected", Verdict.NOTHING_TO_JUDGE,
            "proxy-debug-logging-disabled", Verdict.NOTHING_TO_JUDGE,
            "proxy-requires-iam-authentication", Verdict.ADVISED));
    assertEquals(WholeLifeScenario.STEPS, results.steps().stream().map(Step::name).toList());
    assertTrue(results.gone());
  }
}
