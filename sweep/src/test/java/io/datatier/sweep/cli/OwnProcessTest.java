package io.datatier.sweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import house.HousePack;
import io.datatier.sweep.testing.Export;
import io.datatier.sweep.testing.SweepRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, with a stand-in for the Pulumi CLI on its path. */
final class OwnProcessTest {

  /** Lists what is in $STACKS, and exports it; one of the stacks is refused. */
  private static final String PULUMI =
      """
      #!/bin/sh
      set -eu
      [ "$PULUMI_BACKEND_URL" = s3://acme-state ] || exit 9
      case "$*" in
        *"stack ls --all --json") cat "$STACKS/list.json" ;;
        *"stack export --stack=organization/shop/locked")
          echo "error: passphrase must be set" >&2; exit 255 ;;
        *"stack export --stack="*)
          name=$(echo "$*" | sed 's/.*--stack=//')
          if [ -e "$STACKS/wait" ] && [ "$name" = organization/shop/prod ]; then
            echo half; echo $$ >"$STACKS/pid"; mv "$STACKS/pid" "$STACKS/asked"
            while [ -e "$STACKS/wait" ]; do sleep 0.1; done
          fi
          cat "$STACKS/$name.json" ;;
        *) exit 8 ;;
      esac
      """;

  @TempDir private Path folder = Path.of("");
  private Path stacks = Path.of("");
  private Path jar = Path.of("");

  @BeforeEach
  void has_stacks_behind_the_cli() throws IOException {
    var bin = Files.createDirectory(folder.resolve("bin"));
    var rwx = PosixFilePermissions.fromString("rwx------");
    Files.createFile(bin.resolve("pulumi"), PosixFilePermissions.asFileAttribute(rwx));
    Files.writeString(bin.resolve("pulumi"), PULUMI);
    jar = SweepRun.houseJar(folder);
    stacks = Files.createDirectories(folder.resolve("stacks"));
    for (var name : List.of("dev", "prod")) {
      new Export("shop", name)
          .with(HousePack.QUEUE, "orders", Map.of("sqsManagedSseEnabled", true))
          .write(stacks.resolve("organization/shop/" + name + ".json"));
    }
    Files.writeString(
        stacks.resolve("list.json"),
        """
        [{"name": "organization/shop/dev", "lastUpdate": "2026-11-01T00:00:00Z"},
         {"name": "organization/shop/locked"}, {"name": "organization/shop/prod"}]
        """);
  }

  private Process start(String... more) throws IOException {
    return startWith(System.getProperty("java.class.path"), more);
  }

  private Process startWith(String classPath, String... more) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.addAll(List.of(DatatierSweep.class.getName(), "judge"));
    command.addAll(List.of("--policy-pack", jar.toString()));
    command.addAll(List.of(more));
    command.add("s3://acme-state");
    var builder = new ProcessBuilder(command);
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    var environment = builder.environment();
    environment.put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
    environment.put("STACKS", stacks.toString());
    return builder.start();
  }

  private static void awaited(WatchService watch, String name) throws InterruptedException {
    while (true) {
      var key = watch.take();
      if (key.pollEvents().stream().anyMatch(it -> Path.of(name).equals(it.context()))) {
        return;
      }
      key.reset();
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      // Where the JVM counts, for other programs to see.
      return entries.filter(it -> !it.getFileName().toString().startsWith("hsperf")).toList();
    }
  }

  private String said(String stream) throws IOException {
    return Files.readString(folder.resolve(stream), UTF_8);
  }

  @Test
  void judges_what_the_cli_exports_and_names_what_it_refuses() throws Exception {
    var report = folder.resolve("report.json");

    var run = start("--json", report.toString());

    assertEquals(3, run.waitFor(), said("err"));
    assertEquals(
        new TreeSet<>(
            Set.of(
                "organization/shop/dev queue-has-alarm"
                    + " urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders",
                "organization/shop/prod queue-has-alarm"
                    + " urn:pulumi:prod::shop::aws:sqs/queue:Queue::orders")),
        SweepRun.found(report));
    assertTrue(
        said("out")
            .contains(
                "  | organization/shop/locked was refused by the CLI: error: passphrase must be set\n"),
        said("out"));
    assertTrue(
        said("err").contains("judged 3 of 3 stacks, 2 with violations, 1 not judged"), said("err"));
    assertFalse(said("err").contains("\u001b"));
  }

  @Test
  void keeps_what_it_has_when_it_is_interrupted() throws Exception {
    Files.createFile(stacks.resolve("wait"));
    var results = folder.resolve("results.jsonl");
    try (var watch = FileSystems.getDefault().newWatchService()) {
      stacks.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      var run = start("--parallel", "1", "--results", results.toString());
      awaited(watch, "asked");
      var cli = ProcessHandle.of(Long.parseLong(Files.readString(stacks.resolve("asked")).strip()));
      assertEquals(1, entries(folder.resolve("tmp")).size());

      run.destroy();

      assertEquals(143, run.waitFor());
      // It would wait for ever.
      assertFalse(cli.isPresent() && cli.get().isAlive());
      assertEquals(List.of(), entries(folder.resolve("tmp")));
      Files.delete(stacks.resolve("wait"));
    }
    assertTrue(
        said("err").contains("UTC), the same command continues from " + results), said("err"));
    assertEquals("", said("out"));
    var again = start("--results", results.toString(), "--terminal");

    assertEquals(3, again.waitFor());
    assertTrue(said("err").contains("] 2 of 2 stacks"), said("err"));
    assertTrue(said("out").contains("not judged: 1 stack\n"), said("out"));
  }

  /** A pack in a jar brings no SDK, which is the sweep's. */
  @Test
  void judges_again_once_it_is_another_version() throws Exception {
    var classes =
        Path.of(DatatierSweep.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var other = folder.resolve("other");
    try (var files = Files.walk(classes)) {
      for (var file : files.toList()) {
        Files.copy(file, other.resolve(classes.relativize(file).toString()));
      }
    }
    Files.writeString(other.resolve("changed"), "");
    var results = folder.resolve("results.jsonl").toString();
    var classPath = System.getProperty("java.class.path");

    assertEquals(3, startWith(classPath, "--results", results).waitFor());
    assertEquals(3, startWith(classPath, "--results", results).waitFor());
    assertTrue(said("err").contains("judged 2 of 2 stacks"), said("err"));
    assertEquals(
        3, startWith(other + File.pathSeparator + classPath, "--results", results).waitFor());

    assertTrue(said("err").startsWith("starts over: what is in " + results), said("err"));
    assertTrue(said("err").contains("judged 3 of 3 stacks"), said("err"));
  }
}
