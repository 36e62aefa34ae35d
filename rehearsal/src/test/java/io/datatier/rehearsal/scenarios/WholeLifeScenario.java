package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.engine.Procedure;
import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Rehearsal;
import io.datatier.rehearsal.engine.Report;
import io.datatier.rehearsal.engine.RuleVerdicts;
import io.datatier.rehearsal.engine.Step;
import io.datatier.rehearsal.engine.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both stacks of the project, by the code that {@code make rehearse} runs. */
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
  void dev_comes_up_clean_and_goes_away_without_a_trace() throws Exception {
    var report = wholeLife("dev");

    Judgement.assertJudged(
        report,
        Map.of(
            "database-backups-retained", Verdict.NOTHING_TO_JUDGE,
            "database-deletion-protected", Verdict.NOTHING_TO_JUDGE,
            "proxy-debug-logging-disabled", Verdict.NOTHING_TO_JUDGE,
            "proxy-requires-iam-authentication", Verdict.ADVISED));
    // What may come from the database is undecided until its values are known.
    assertConnectThroughProxy(report, new RuleVerdicts(0, 0, 0, 6), 6);
    assertEquals(STEPS, steps(report));
    assertTrue(report.gone());
    assertEquals(List.of(), report.finalSnapshots());
    // The database, the proxy that waits for its secret, and a function that waits for the proxy.
    assertEquals(Duration.ofMinutes(7 + 5).plusSeconds(90), report.atAws());
    assertReadmeShows(report);
  }

  /** Of the first output in README.md all but the seconds. */
  private static void assertReadmeShows(Report report) throws IOException {
    var page = Files.readString(Stage.parts("dev").operations().resolveSibling("../README.md"));
    var output = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertTrue(output.find());
    var shown = output.group(1);
    assertEquals(steps(report), found("^ +[0-9.]+ s  (.+)$", shown));
    var created = report.created().values().stream().mapToInt(Integer::intValue).sum();
    assertEquals(List.of("" + created), found("^resources created: (.+)$", shown));
    assertEquals(
        List.of("" + Math.round(report.atAws().toSeconds() / 60.0)),
        found("^in AWS, up would take about (.+) minutes$", shown));
  }

  private static List<String> found(String line, String text) {
    return Pattern.compile(line, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void prod_comes_up_clean_and_goes_away_only_by_the_documented_steps() throws Exception {
    var report = wholeLife("prod");

    Judgement.assertJudged(report, Map.of());
    // By IAM the functions get nothing that comes from the database, so the preview can tell.
    assertConnectThroughProxy(report, new RuleVerdicts(1, 0, 0, 0), 7);
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
        steps(report));
    assertTrue(report.gone());
    assertEquals(List.of("campaign-postgres-prod-final"), report.finalSnapshots());
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
      Report report, RuleVerdicts atPreview, int functions) {
    assertEquals(atPreview, report.atPreview().get("lambda-connects-through-proxy"));
    assertEquals(
        new RuleVerdicts(functions + 1, 0, 0, 0),
        report.atUpdate().get("lambda-connects-through-proxy"));
  }

  private static List<String> steps(Report report) {
    return report.steps().stream().map(Step::name).toList();
  }

  private static Report wholeLife(String stack) throws Exception {
    var rehearsal =
        new Rehearsal(
            Stage.sandbox("life-of-" + stack, Stage.parts(stack), Stage.engine()), Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    return rehearsal.report();
  }
}
