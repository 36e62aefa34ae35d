package io.datatier.rehearsal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Parts;
import io.datatier.rehearsal.engine.SandboxLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says when it is called wrongly; what it does is for the scenarios to show. */
final class RehearseCommandTest {

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

  private int execute(String... arguments) {
    var command = DatatierRehearsal.commandLine().setErr(new PrintWriter(errors, true));
    var all = new ArrayList<>(List.of("rehearse"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--engine", "/engine", "--checkout", checkout.toString()));
    return command.execute(all.toArray(String[]::new));
  }
}
