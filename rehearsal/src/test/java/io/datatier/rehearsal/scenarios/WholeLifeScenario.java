package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.engine.Procedure;
import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Rehearsal;
import io.datatier.rehearsal.engine.Results;
import io.datatier.rehearsal.engine.RuleVerdicts;
import io.datatier.rehearsal.engine.Step;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A protected stack of the project, by the code that {@code make rehearse} runs. {@link
 * NewcomerScenario} takes the other one through its life.
 */
final class WholeLifeScenario {

  /** What a whole life consists of, on any engine. */
  static final List<String> STEPS =
      List.of(
          "stack init",
          "preview",
          "up",
          "policy analyze",
          "refresh",
          "preview again",
          "login",
          "destroy");

  @Test
  void prod_comes_up_clean_and_goes_away_only_by_the_documented_steps() throws Exception {
    var results = wholeLife("prod");

    Judgement.assertJudged(results, Map.of());
    // By IAM the functions get nothing that comes from the database, so the preview can tell.
    assertConnectThroughProxy(results, new RuleVerdicts(1, 0, 0, 0), 7);
    assertEquals(
        Stream.concat(
                Stream.of(
                    "stack init",
                    "preview",
                    "up",
                    "policy analyze",
                    "refresh",
                    "preview again",
                    "login",
                    "destroy is refused"),
                Procedure.read(Stage.parts("prod").operations(), "tear-down").commands().stream())
            .toList(),
        steps(results));
    assertTrue(results.gone());
    assertEquals(List.of("campaign-postgres-prod-final"), results.finalSnapshots());
  }

  /** The language host starts Maven then, for the program as for the pack. */
  @Test
  void dev_is_previewed_alike_by_the_project_file_as_it_is() throws Exception {
    var parts = Stage.parts("dev");
    var sandbox = Stage.sandbox("project-file", parts, Stage.engine());
    Files.writeString(
        sandbox.project().resolve("Pulumi.yaml"),
        Files.readString(parts.project()) + "main: " + parts.workingDirectory() + "\n");

    var asItIs = Stage.of(sandbox).preview();
    var asBuilt = Stage.of("project-built", parts).preview();

    assertEquals(0, asItIs.exitCode(), asItIs::output);
    assertEquals(resources(asBuilt), resources(asItIs));
    assertEquals(Findings.in(asBuilt), Findings.in(asItIs));
  }

  private static String resources(Outcome preview) {
    return preview.output().substring(preview.output().indexOf("\nResources:\n"));
  }

  // At update all is decided: each function, and the stack as a whole.
  private static void assertConnectThroughProxy(
      Results results, RuleVerdicts atPreview, int functions) {
    assertEquals(atPreview, results.atPreview().get("lambda-connects-through-proxy"));
    assertEquals(
        new RuleVerdicts(functions + 1, 0, 0, 0),
        results.atUpdate().get("lambda-connects-through-proxy"));
  }

  private static List<String> steps(Results results) {
    return results.steps().stream().map(Step::name).toList();
  }

  private static Results wholeLife(String stack) throws Exception {
    var rehearsal =
        new Rehearsal(
            Stage.sandbox("life-of-" + stack, Stage.parts(stack), Stage.engine()), Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    return rehearsal.results();
  }
}
