package io.datatier.rehearsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One sentence for whatever is wrong with the files; what the page says has tests of its own. */
final class ReportCommandTest {

  private static final Path DEV =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/releases/0.1.0/dev/state.json");

  private static final String NO_STACK =
      """
      #!/bin/sh
      echo "error: no stack named '$4' found" >&2
      exit 255
      """;

  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final Path folder;

  ReportCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private int report(Path export, Path out) {
    return DatatierRehearsal.commandLine()
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(errors, true))
        .execute("report", "--export", export.toString(), "--out", out.toString());
  }

  private List<String> written() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void writes_the_page_into_a_folder_that_it_makes() throws Exception {
    var out = folder.resolve("some/folder/report.html");

    assertEquals(0, report(DEV, out));

    assertEquals("The report is in " + out + "\n", printed.toString());
    assertEquals("", errors.toString());
    assertEquals(
        List.of("some/folder/report.html", "some/folder/report.html.seen.json"), written());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{}",
        "{\"deployment\": null}",
        "{\"version\": 3, \"deployment\": {}}",
        "{\"deployment\": {\"resources\": 7}}",
        "{\"deployment\": {\"resources\": [7]}}",
        "{\"deployment\": {\"resources\": [{\"type\": {}}]}}"
      })
  void refuses_what_is_no_export_and_says_how_to_write_one(String text) throws Exception {
    var export = Files.writeString(folder.resolve("export.json"), text);

    assertEquals(1, report(export, folder.resolve("report.html")));

    assertEquals(
        "%1$s is not a stack's export. Write one with pulumi stack export --file %1$s\n"
            .formatted(export),
        errors.toString());
    assertEquals(List.of("export.json"), written());
  }

  @Test
  void refuses_a_file_that_is_no_text() throws Exception {
    var export = Files.write(folder.resolve("export.json"), new byte[] {'{', (byte) 0xff, '}'});

    assertEquals(1, report(export, folder.resolve("report.html")));

    assertEquals(
        "%1$s is not a stack's export. Write one with pulumi stack export --file %1$s\n"
            .formatted(export),
        errors.toString());
  }

  @Test
  void says_that_the_file_is_missing() throws Exception {
    var export = folder.resolve("none.json");

    assertEquals(1, report(export, folder.resolve("report.html")));

    assertEquals(
        "There is no file %1$s. Write one with pulumi stack export --file %1$s\n".formatted(export),
        errors.toString());
    assertEquals(List.of(), written());
  }

  @Test
  void says_where_the_page_cannot_be_written() throws Exception {
    var file = Files.writeString(folder.resolve("taken"), "mine");
    var out = file.resolve("report.html");

    assertEquals(1, report(DEV, out));

    assertTrue(
        errors.toString().startsWith("The report cannot be written to " + out + ": "),
        errors::toString);
    assertEquals(1, errors.toString().lines().count());
    assertEquals("mine", Files.readString(file));
  }

  /** The engine's command line says so itself, and nothing is added to it. */
  @Test
  void make_writes_no_page_of_a_stack_that_there_is_not() throws Exception {
    var pulumi = Files.writeString(folder.resolve("pulumi"), NO_STACK);
    Files.setPosixFilePermissions(pulumi, PosixFilePermissions.fromString("rwxr-xr-x"));
    var checkout = Path.of("..").toAbsolutePath().normalize();
    var builder =
        new ProcessBuilder(
                "make",
                "--no-print-directory",
                "--assume-old=toolchain",
                "--assume-old=rehearsal/target/rehearsal.jar",
                "report",
                "STACK=nowhere")
            .directory(checkout.toFile())
            .redirectErrorStream(true);
    builder.environment().merge("PATH", folder + ":", (path, before) -> before + path);
    // What a `make` that runs these tests hands down would make this one a part of it.
    builder.environment().keySet().removeAll(Set.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS"));

    var make = builder.start();
    var said = new String(make.getInputStream().readAllBytes(), UTF_8).lines().toList();

    assertEquals(2, make.waitFor());
    assertEquals("error: no stack named 'nowhere' found", said.get(0));
    assertEquals(2, said.size(), said::toString);
    assertFalse(Files.exists(checkout.resolve("target/report-nowhere.html")));
  }

  @Test
  void names_what_it_was_not_given() {
    var command = DatatierRehearsal.commandLine().setErr(new PrintWriter(errors, true));

    assertEquals(2, command.execute("report", "--out", folder.resolve("page.html").toString()));

    assertEquals(
        """
        Missing required option: '--export=FILE'
        See datatier-rehearsal report --help.
        """,
        errors.toString());
  }
}
