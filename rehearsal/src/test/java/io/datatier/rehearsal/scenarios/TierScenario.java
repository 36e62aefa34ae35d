package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Rehearsal;
import io.datatier.rehearsal.engine.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms that a tier may take, each through its whole life and under the whole pack. */
final class TierScenario {

  private static final Path RESOURCES =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios");

  @Test
  void an_aurora_cluster_with_users_of_its_own_who_sign_in_with_tokens() throws Exception {
    assertLivesCleanly("cluster", Map.of());
  }

  @Test
  void a_database_that_somebody_else_keeps_behind_a_proxy_of_the_stacks_own() throws Exception {
    assertLivesCleanly(
        "others-database", Map.of("proxy-requires-iam-authentication", Verdict.ADVISED));
  }

  @Test
  void clients_alone_behind_a_proxy_that_somebody_else_keeps() throws Exception {
    assertLivesCleanly("others-proxy", Map.of());
  }

  private static void assertLivesCleanly(String stack, Map<String, Verdict> exceptions)
      throws Exception {
    var parts =
        Stage.parts(stack)
            .withConfig(RESOURCES.resolve("stacks/Pulumi." + stack + ".yaml").toAbsolutePath())
            .withFixture(RESOURCES.resolve("others.json"));
    var rehearsal = new Rehearsal(Stage.sandbox("life-of-" + stack, parts), Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    var results = rehearsal.results();

    assertEquals(exceptions, Judgement.findings(results.atUpdate()));
    assertEquals(exceptions, Judgement.findings(results.atPreview()));
    assertTrue(results.gone());
  }
}
