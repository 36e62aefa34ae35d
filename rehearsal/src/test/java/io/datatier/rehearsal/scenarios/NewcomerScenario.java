package io.datatier.rehearsal.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.report.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody does who has just cloned the project: what README says under "Try it", in a clone
 * with nothing in it but what git has and what was built, and for the {@code dev} stack the whole
 * of its life, which leaves the account as it was before: no final snapshot either. Then they open
 * the report.
 */
final class NewcomerScenario {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  /** What the targets build first; it is built before the scenarios are run. */
  private static final List<String> BUILT =
      List.of(
          "target/datatier.jar",
          "policy/target/datatier-policy.jar",
          "rehearsal/target/rehearsal.jar",
          "migrations/target/function",
          "samples/java/target/function");

  private static final Pattern BLOCK =
      Pattern.compile("```sh\n(?<command>.*?)```\n\n```text\n(?<output>.*?)```", Pattern.DOTALL);

  private final Path clone;

  NewcomerScenario(@TempDir Path folder) throws Exception {
    this.clone = Files.createDirectory(folder.resolve("datatier"));
  }

  @Test
  void the_commands_of_the_readme_print_what_it_shows() throws Exception {
    copyWhatGitHas();
    for (var built : BUILT) {
      var target = built.substring(0, built.lastIndexOf('/'));
      Files.createSymbolicLink(clone.resolve(target), CHECKOUT.resolve(target));
    }
    assertEquals("", run("make --question " + String.join(" ", BUILT) + " || echo not built"));

    var blocks = tryIt();
    assertEquals(
        List.of("make rehearse\n", "make plan STACK=prod\n"),
        blocks.stream().map(Block::command).toList());
    for (var block : blocks) {
      var printed = run(block.command());
      assertEquals(List.of(), missing(block.output(), printed), printed);
      var report = Pattern.compile("(?m)^The report is in (.+)$").matcher(printed);
      if (report.find()) {
        open(clone.resolve(report.group(1)), clone.resolveSibling("profile"));
      }
    }
  }

  private record Block(String command, String output) {}

  private List<Block> tryIt() throws IOException {
    var page = Files.readString(clone.resolve("README.md"));
    var section = page.substring(page.indexOf("## Try it"), page.indexOf("## Use it"));
    return BLOCK
        .matcher(section)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .toList();
  }

  /** The lines that were not printed in this order. Dots, and lines between, are left out. */
  private static List<String> missing(String shown, String printed) {
    var left = comparable(printed).iterator();
    return comparable(shown)
        .filter(line -> !line.equals("..."))
        .filter(
            line -> {
              while (left.hasNext()) {
                if (left.next().equals(line)) {
                  return false;
                }
              }
              return true;
            })
        .toList();
  }

  /** Every run takes another time, and columns are as wide as what stands in them. */
  private static Stream<String> comparable(String output) {
    return output
        .lines()
        .map(line -> line.replaceAll("\\d+\\.\\d s", "# s").replaceAll(" +", " ").strip())
        .filter(line -> !line.isEmpty());
  }

  private static void open(Path report, Path profile) throws Exception {
    assertTrue(Files.readString(report).contains("<h1>"), report::toString);
    var program = Chromium.installed();
    if (program.isPresent()) {
      try (var chromium = Chromium.start(program.get(), profile)) {
        chromium.open(report, 1280, "light");
        assertEquals(List.of(), chromium.complaints());
        assertEquals("7", chromium.value("document.querySelectorAll('section').length"));
      }
    }
  }

  /** With its times: make takes a folder for a source that has changed if it is newer. */
  private void copyWhatGitHas() throws Exception {
    var folders = new TreeSet<Path>();
    for (var name : output(CHECKOUT, "git ls-files").lines().map(Path::of).toList()) {
      for (var depth = 1; depth < name.getNameCount(); depth++) {
        folders.add(name.subpath(0, depth));
      }
      Files.createDirectories(clone.resolve(name).resolveSibling(""));
      Files.copy(CHECKOUT.resolve(name), clone.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (var folder : folders) {
      Files.setLastModifiedTime(
          clone.resolve(folder), Files.getLastModifiedTime(CHECKOUT.resolve(folder)));
    }
  }

  private String run(String command) throws Exception {
    return output(clone, command);
  }

  private String output(Path folder, String command) throws Exception {
    var errors = clone.resolveSibling("errors");
    var builder =
        new ProcessBuilder("sh", "-ec", command)
            .directory(folder.toFile())
            .redirectError(errors.toFile());
    // What a `make` that runs these tests hands down would make this one a part of it.
    builder.environment().keySet().removeAll(Set.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS"));
    var shell = builder.start();
    var printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    var said = new ArrayList<>(List.of(printed, Files.readString(errors)));
    assertEquals(0, shell.waitFor(), () -> String.join("\n", said));
    return printed;
  }
}
