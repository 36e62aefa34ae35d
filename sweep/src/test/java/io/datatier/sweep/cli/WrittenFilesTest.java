package io.datatier.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import house.HousePack;
import io.datatier.sweep.testing.Export;
import io.datatier.sweep.testing.SweepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that it writes, and those that it must not touch. */
final class WrittenFilesTest {

  private static final List<String> FORMS = List.of("json", "sarif", "junit", "html");

  @TempDir private Path folder = Path.of("");
  private Path jar = Path.of("");
  private String exports = "";

  @BeforeEach
  void has_a_stack() throws IOException {
    jar = SweepRun.houseJar(folder);
    exports = folder.resolve("exports").toString();
    writeStack("orders");
  }

  private void writeStack(String queue) {
    new Export("shop", "dev")
        .with(HousePack.QUEUE, queue, Map.of("sqsManagedSseEnabled", false))
        .write(Path.of(exports, "dev.json"));
  }

  private SweepRun judged(String name, Path place) {
    return SweepRun.judging(jar, "--" + name, place.toString(), exports);
  }

  private static Set<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** Whoever has the old one open reads it to its end. */
  @Test
  void a_report_takes_the_place_of_the_last_one_when_it_is_whole() throws IOException {
    for (var form : FORMS) {
      writeStack("orders");
      var report = folder.resolve("report." + form);
      judged(form, report);
      var before = Files.readString(report);
      var held = Files.createLink(folder.resolve("held." + form), report);

      writeStack("others");
      judged(form, report);

      assertEquals(before, Files.readString(held));
      assertFalse(Files.readString(report).contains("orders"), form);
      assertTrue(Files.readString(report).contains("others"), form);
    }
  }

  @Test
  void others_may_read_what_they_could_read_before_and_what_is_new() throws IOException {
    var plain = Files.createFile(folder.resolve("plain"));
    var report = folder.resolve("report.json");
    var results = folder.resolve("results.jsonl");
    var config = folder.resolve("policy.json");
    for (var mode : List.of(mode(plain), "rw-rw-r--")) {
      judged("json", report);
      judged("results", results);
      SweepRun.of(
          "baseline",
          config.toString(),
          results.toString(),
          "--owner",
          "shop",
          "--until",
          "9999-12-31");
      for (var file : List.of(report, results, config)) {
        assertEquals(mode, mode(file), file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
      }
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void a_link_goes_on_leading_to_the_file() throws IOException {
    for (var what : List.of("json", "results")) {
      var file = Files.createFile(folder.resolve(what + ".file"));
      var link = Files.createSymbolicLink(folder.resolve(what + ".link"), file);

      judged(what, link);

      assertTrue(Files.isSymbolicLink(link));
      assertTrue(Files.size(file) > 0, what);
    }
  }

  @Test
  void a_link_to_nothing_is_refused_and_stays() throws IOException {
    judged("results", folder.resolve("results.jsonl"));
    var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));
    for (var run :
        List.of(
            judged("json", link),
            judged("results", link),
            SweepRun.of(
                "baseline",
                link.toString(),
                folder.resolve("results.jsonl").toString(),
                "--owner",
                "shop",
                "--until",
                "9999-12-31"))) {
      assertEquals(2, run.code(), run::out);
      assertEquals(link + " is a link to a file that does not exist\n", run.err());
      assertTrue(Files.isSymbolicLink(link));
      assertFalse(Files.exists(link));
    }
  }

  /** None has a place that another could take. */
  @Test
  void devices_take_any_number_of_reports() {
    var run = SweepRun.judging(jar, "--json", "/dev/null", "--sarif", "/dev/null", exports);

    assertEquals(1, run.code(), run::err);

    var kept = judged("results", Path.of("/dev/null"));

    assertEquals(2, kept.code());
    assertEquals("/dev/null is a device or pipe: --results needs a file\n", kept.err());
  }

  @Test
  void results_of_before_exceptions_had_faults_are_judged_anew() throws IOException {
    var results = folder.resolve("results.jsonl");
    judged("results", results);
    var kept = Files.readString(results);
    Files.writeString(
        results,
        kept.replaceFirst("\"exceptionFaults\":\\[\\],", "")
            .replaceFirst("(\"fingerprint\":\")[^\"]*", "$1earlier"));

    var run = judged("results", results);

    assertEquals(1, run.code(), run::err);
    assertEquals(kept, Files.readString(results));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"rules\": 1}", "[]", "null", "\"shop\""})
  void a_line_of_other_json_is_no_result(String line) throws IOException {
    var other = Files.writeString(folder.resolve("other.json"), line + "\n");

    var run = judged("results", other);

    assertEquals(2, run.code());
    assertEquals(other + " contains no results of a sweep\n", run.err());
  }

  @Test
  void nothing_is_left_of_a_run_that_fails_and_what_is_left_is_not_joined() throws IOException {
    var shards = Files.createDirectory(folder.resolve("shards"));
    Files.writeString(shards.resolve("precious.jsonl"), "my thesis\n");
    assertEquals(2, judged("results", shards.resolve("precious.jsonl")).code());
    assertEquals(Set.of("precious.jsonl"), names(shards));

    Files.delete(shards.resolve("precious.jsonl"));
    judged("results", shards.resolve("1.jsonl"));
    Files.copy(shards.resolve("1.jsonl"), shards.resolve(".1.jsonl.killed.tmp"));

    assertEquals(1, SweepRun.of("join", shards.toString()).code());
  }

  @Test
  void one_file_holds_one_thing() throws IOException {
    var results = folder.resolve("results.jsonl");
    judged("results", results);
    var kept = Files.readString(results);
    var config = Files.writeString(folder.resolve("policy.json"), "{}");

    var judged =
        SweepRun.judging(
            jar,
            "--results",
            results.toString(),
            "--json",
            folder + "/./results.jsonl",
            "--html",
            config.toString(),
            "-c",
            config.toString(),
            "--sarif",
            folder + "/none/report.sarif",
            exports);
    var joined = SweepRun.of("join", "--json", results.toString(), results.toString());

    var twice = "%s is given twice: give each report its own file\n";
    assertEquals(
        twice.formatted(folder + "/./results.jsonl")
            + "%1$s/none/report.sarif cannot be written: there is no folder %1$s/none to write to\n"
                .formatted(folder)
            + twice.formatted(config),
        judged.err());
    assertEquals(2, judged.code());
    assertEquals(twice.formatted(results), joined.err());
    assertEquals(kept, Files.readString(results));
  }

  @Test
  void says_which_folder_for_results_is_missing() {
    var run = judged("results", folder.resolve("none/results.jsonl"));

    assertEquals(2, run.code());
    assertEquals(
        "%1$s/none/results.jsonl cannot be written: there is no folder %1$s/none to write to\n"
            .formatted(folder),
        run.err());
  }
}
