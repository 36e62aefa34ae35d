package io.datatier.rehearsal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Parts;
import io.datatier.rehearsal.engine.SandboxLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the command says when it is called wrongly or stopped; what it does otherwise is for the
 * scenarios to show.
 */
final class RehearseCommandTest {

  /** An engine whose preview a rule stops, and whose stack is still empty. */
  private static final String VIOLATED =
      """
      #!/bin/sh
      called=
      log=
      file=
      previous=
      for word; do
        case $previous in
          --event-log) log=$word ;;
          --file) file=$word ;;
          *) [ "$word" = --non-interactive ] || called="$called $word" ;;
        esac
        previous=$word
      done
      echo "${called# }" >>"$(dirname "$0")/calls"
      case $called in
        " preview "*)
          echo '{"policyEvent":{"policyName":"proxy-requires-tls","message":"no","enforcementLevel":"mandatory"}}' >"$log"
          echo "error: preview failed"
          exit 255 ;;
        " stack export "*) echo '{"version": 3, "deployment": {"manifest": {}}}' >"$file" ;;
      esac
      """;

  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final Path checkout;

  RehearseCommandTest(@TempDir Path checkout) {
    this.checkout = checkout;
  }

  @Test
  void names_the_config_that_a_stack_lacks() {
    assertEquals(1, execute("--stack", "staging"));
    assertEquals(
        "There is no "
            + checkout.resolve("Pulumi.staging.yaml")
            + ", which is needed to rehearse staging.\n",
        errors.toString());
    assertEquals(false, Files.exists(checkout.resolve(".rehearsal")), "a trace of no stack");
  }

  @Test
  void refuses_a_stack_that_is_a_path() {
    assertEquals(2, execute("--stack", ".."));
    assertEquals(
        "\"..\" is not a stack name: use letters, digits, hyphens, underscores and periods.",
        errors.toString().lines().findFirst().orElse(""));
  }

  @Test
  void refuses_a_stack_that_is_being_rehearsed() throws Exception {
    var parts = Parts.of(checkout, "dev");
    for (var part :
        List.of(parts.config(), parts.project(), parts.program(), parts.pack(), parts.standIn())) {
      Files.createDirectories(part.getParent());
      Files.createFile(part);
    }
    try (var running = SandboxLock.take(checkout.resolve(".rehearsal"), "dev")) {
      var kept = Files.createDirectories(running.sandbox()).resolve("account.json");
      Files.writeString(kept, "{}");

      assertEquals(1, execute("--stack", "dev"));

      assertEquals(
          "Another rehearsal of dev is running. Wait until it has ended, then try again.\n",
          errors.toString());
      assertTrue(Files.exists(kept));
    }
  }

  @Test
  void tells_on_a_page_what_stopped_it_and_what_the_pack_said() throws Exception {
    var engine = Files.createDirectory(checkout.resolve("engine"));
    var pulumi = Files.writeString(engine.resolve("pulumi"), VIOLATED);
    Files.setPosixFilePermissions(pulumi, PosixFilePermissions.fromString("rwxr-xr-x"));
    var parts = Parts.of(checkout, "dev");
    for (var part : List.of(parts.program(), parts.pack(), parts.standIn())) {
      Files.createDirectories(part.getParent());
      Files.createFile(part);
    }
    Files.writeString(parts.project(), "name: datatier\nruntime: java\n");
    Files.writeString(parts.config(), "config: {}\n");
    Files.writeString(checkout.resolve("policy.json"), "{}");

    assertEquals(1, execute(engine, "--stack", "dev"));

    assertEquals("", errors.toString());
    assertTrue(
        printed.toString().contains("The rehearsal of dev stopped at: preview\nThe report is in "),
        printed::toString);
    var page = Files.readString(checkout.resolve(".rehearsal/dev/report.html"));
    for (var part :
        List.of(
            "The rehearsal stopped at: preview",
            "error: preview failed",
            "<code>proxy-requires-tls</code>",
            "1 violated")) {
      assertTrue(page.contains(part), part);
    }
    assertEquals(
        List.of(
            "stack init dev",
            "preview --suppress-progress --event-log --policy-pack ../../../policy"
                + " --policy-pack-config "
                + checkout.resolve("policy.json"),
            "stack export --file"),
        Files.readAllLines(engine.resolve("calls")));
  }

  private int execute(String... arguments) {
    return execute(Path.of("/engine"), arguments);
  }

  private int execute(Path engine, String... arguments) {
    var command =
        DatatierRehearsal.commandLine()
            .setOut(new PrintWriter(printed, true))
            .setErr(new PrintWriter(errors, true));
    var all = new ArrayList<>(List.of("rehearse"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--engine", engine.toString(), "--checkout", checkout.toString()));
    return command.execute(all.toArray(String[]::new));
  }
}
