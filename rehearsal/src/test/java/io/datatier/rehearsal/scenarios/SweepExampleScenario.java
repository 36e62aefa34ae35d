package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that sweeps on AWS Batch: what it makes, and what its jobs do. */
final class SweepExampleScenario {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Path EXAMPLE = CHECKOUT.resolve("examples/sweep");
  private static final Path STATES =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/releases/0.1.0");

  private static final String CONFIG =
      """
      config:
        aws:region: us-east-1
        sweep-on-batch:image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/sweep:1
        sweep-on-batch:vpc: vpc-0a1b2c3d4e5f60718
        sweep-on-batch:subnets: [subnet-0a1b2c3d4e5f60711, subnet-0a1b2c3d4e5f60712]
        sweep-on-batch:shards: 2
      """;

  /** Copies between folders what the command would copy between a folder and S3. */
  private static final String AWS =
      """
      #!/bin/sh
      set -eu
      verb=$2; shift 3
      place() { echo "$1" | sed "s|^s3://|$S3/|"; }
      mkdir -p "$(dirname "$(place "$2")")"
      if [ "$verb" = sync ]; then cp -r "$(place "$1")" "$(place "$2")"; else cp "$(place "$1")" "$(place "$2")"; fi
      """;

  @Test
  void lives_cleanly_under_the_whole_pack(@TempDir Path folder) throws Exception {
    var program =
        ProgramJar.compiled(
            EXAMPLE.resolve("src/main/java/sweep/Sweeping.java"),
            "sweep.Sweeping",
            CHECKOUT.resolve("target/datatier.jar"),
            folder);
    var config = Files.writeString(folder.resolve("config.yaml"), CONFIG);
    var parts =
        Stage.parts("sweep").withConfig(config).withProgram(program).withFixture(Stage.FIXTURE);
    var rehearsal =
        new Rehearsal(Stage.sandbox("sweep-on-batch", parts.startedIn(EXAMPLE)), Progress.SILENT);
    rehearsal.comesUp();
    rehearsal.goesAway();
    var results = rehearsal.results();

    assertEquals(Map.of(), Judgement.findings(results.atUpdate()));
    assertTrue(results.gone());
  }

  @Test
  void its_jobs_judge_all_shards_and_join_them(@TempDir Path folder) throws Exception {
    var bin = Files.createDirectory(folder.resolve("bin"));
    Files.createFile(
        bin.resolve("aws"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(bin.resolve("aws"), AWS);
    var exports = Files.createDirectories(folder.resolve("s3/states/exports"));
    for (var stack : new String[] {"dev", "prod"}) {
      Files.copy(
          STATES.resolve(stack + "/state.json"),
          exports.resolve(stack + ".json"),
          StandardCopyOption.REPLACE_EXISTING);
    }

    for (var index = 0; index < 2; index++) {
      assertEquals(0, job(folder, "judge", index));
    }
    assertEquals(0, job(folder, "join", 0));

    var report = Files.readString(folder.resolve("s3/states/report/sweep.json"));
    assertTrue(report.contains("\"datatier/dev\""), report);
    assertTrue(report.contains("\"datatier/prod\""), report);
  }

  private static int job(Path folder, String what, int index)
      throws IOException, InterruptedException {
    var job =
        new ProcessBuilder(EXAMPLE.resolve("image/sweep-job").toString(), what)
            .directory(Files.createTempDirectory(folder, what).toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("job.log").toFile());
    var environment = job.environment();
    environment.put(
        "PATH",
        folder.resolve("bin") + ":" + CHECKOUT.resolve("sweep") + ":" + environment.get("PATH"));
    environment.put("PACK", CHECKOUT.resolve("policy/target/datatier-policy.jar").toString());
    environment.put("S3", folder.resolve("s3").toString());
    environment.put("BUCKET", "states");
    environment.put("SHARDS", "2");
    environment.put("AWS_BATCH_JOB_ARRAY_INDEX", "" + index);
    return job.start().waitFor();
  }
}
