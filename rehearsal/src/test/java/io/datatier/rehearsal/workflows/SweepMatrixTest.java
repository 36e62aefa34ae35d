package io.datatier.rehearsal.workflows;

import static io.datatier.rehearsal.workflows.GithubRun.mapping;
import static io.datatier.rehearsal.workflows.GithubRun.section;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Jobs that judge shards: the matrix that docs/organisation.md shows, and those of AWS Batch. */
final class SweepMatrixTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern WORKFLOW = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern USES = Pattern.compile("uses: (\\S+ # \\S+)");
  private static final List<Integer> CODES = List.of(0, 1, 2, 3, 70, 130, 137, 143);

  @TempDir private Path folder = Path.of("");

  private static String workflow() throws IOException {
    var page = Files.readString(CHECKOUT.resolve("docs/organisation.md"));
    return WORKFLOW.matcher(page).results().toList().get(0).group(1);
  }

  private static Map<String, Object> job(String name) throws IOException {
    Map<String, Object> workflow = new Yaml().load(workflow());
    return section(section(workflow, "jobs"), name);
  }

  private static List<String> scripts(String job) throws IOException {
    var scripts = new ArrayList<String>();
    for (var step : (List<?>) job(job).getOrDefault("steps", List.of())) {
      if (mapping(step).get("run") instanceof String script) {
        scripts.add(script);
      }
    }
    return scripts;
  }

  @Test
  void no_shard_ends_the_others_and_the_join_has_all_it_needs() throws IOException {
    assertEquals(false, section(job("shard"), "strategy").get("fail-fast"));
    assertEquals("shard", job("join").get("needs"));
    assertEquals(scripts("shard").get(0), scripts("join").get(0), "both build the sweep");
    assertEquals(2, scripts("join").size());
  }

  @Test
  void a_matrix_joins_whatever_was_judged_to_its_end() throws Exception {
    var ended = new ArrayList<Integer>();
    for (var code : CODES) {
      var workspace = Files.createTempDirectory(folder, "shard");
      program(workspace.resolve("sweep/datatier-sweep"), "exit " + code);
      var script = Files.writeString(workspace.resolve("step.sh"), scripts("shard").get(1));
      ended.add(run(workspace, List.of("bash", "-e", script.toString()), Map.of("SHARD", "2")));
    }

    assertEquals(List.of(0, 0, 2, 0, 70, 130, 137, 143), ended);
  }

  @Test
  void a_job_of_batch_keeps_whatever_was_judged_to_its_end_and_fails_otherwise() throws Exception {
    var ended = new ArrayList<Integer>();
    var kept = new ArrayList<Boolean>();
    for (var code : CODES) {
      var workspace = Files.createTempDirectory(folder, "job");
      var calls = workspace.resolve("calls");
      program(workspace.resolve("bin/datatier-sweep"), "echo half >2.jsonl; exit " + code);
      program(workspace.resolve("bin/aws"), "echo \"$*\" >>" + calls);
      var job = CHECKOUT.resolve("examples/sweep/image/sweep-job").toString();
      var variables =
          Map.of(
              "PATH", workspace.resolve("bin") + ":" + System.getenv("PATH"),
              "BUCKET", "states",
              "PACK", "pack.jar",
              "SHARDS", "4",
              "AWS_BATCH_JOB_ARRAY_INDEX", "1");
      ended.add(run(workspace, List.of("sh", job, "judge"), variables));
      kept.add(Files.readString(calls).contains("s3 cp"));
    }

    assertEquals(List.of(0, 0, 2, 0, 70, 130, 137, 143), ended);
    assertEquals(List.of(true, true, false, true, false, false, false, false), kept);
  }

  /** The array may shrink, and nobody clears the bucket. */
  @Test
  void the_join_of_batch_takes_the_results_of_its_own_array() throws Exception {
    var bin = folder.resolve("bin");
    program(
        bin.resolve("aws"),
        """
        verb=$2; shift 3
        from=$(echo "$1" | sed "s|^s3://|$S3/|"); to=$(echo "$2" | sed "s|^s3://|$S3/|")
        mkdir -p "$(dirname "$to")" && cp -r "$from" "$to"
        """);
    program(
        bin.resolve("datatier-sweep"),
        """
        if [ "$1" = judge ]; then touch "$((AWS_BATCH_JOB_ARRAY_INDEX + 1)).jsonl"; fi
        if [ "$1" = join ]; then ls results >sweep.json; touch sweep.html sweep.sarif; fi
        """);
    Files.createDirectories(folder.resolve("s3/states/exports"));
    for (var shards : List.of(3, 2)) {
      for (var index = 0; index < shards; index++) {
        assertEquals(0, batch("judge", shards, index));
      }
      assertEquals(0, batch("join", shards, 0));
    }

    assertEquals(
        "1.jsonl\n2.jsonl\n", Files.readString(folder.resolve("s3/states/report/sweep.json")));
  }

  private int batch(String what, int shards, int index) throws Exception {
    return run(
        Files.createTempDirectory(folder, what),
        List.of("sh", CHECKOUT.resolve("examples/sweep/image/sweep-job").toString(), what),
        Map.of(
            "PATH",
            folder.resolve("bin") + ":" + System.getenv("PATH"),
            "S3",
            folder.resolve("s3").toString(),
            "BUCKET",
            "states",
            "PACK",
            "pack.jar",
            "SHARDS",
            "" + shards,
            "AWS_BATCH_JOB_ARRAY_INDEX",
            "" + index));
  }

  /** Renovate keeps those of the workflows up to date, and this those of the page. */
  @Test
  void the_page_pins_the_actions_that_the_workflows_pin() throws IOException {
    var pinned = new TreeSet<String>();
    try (var files = Files.list(CHECKOUT.resolve(".github/workflows"))) {
      for (var file : files.toList()) {
        uses(Files.readString(file)).forEach(pinned::add);
      }
    }
    var shown = new TreeSet<>(uses(workflow()).toList());

    assertEquals(4, shown.size());
    shown.removeAll(pinned);
    assertEquals(new TreeSet<>(), shown);
  }

  private static Stream<String> uses(String workflow) {
    return USES.matcher(workflow).results().map(it -> it.group(1));
  }

  private static void program(Path file, String does) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static int run(Path workspace, List<String> command, Map<String, String> variables)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .directory(workspace.toFile())
            .redirectErrorStream(true)
            .redirectOutput(workspace.resolve("printed").toFile());
    builder.environment().putAll(variables);
    return builder.start().waitFor();
  }
}
