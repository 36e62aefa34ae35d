package io.datatier.proof.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OneRunTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void gives_what_a_program_prints_on_both_ways() throws Exception {
    assertEquals(
        new OneRun(3, "in\nerr\n"),
        OneRun.of(
            new ProcessBuilder("sh", "-c", "cat; echo err >&2; exit 3"),
            "in\n",
            Duration.ofMinutes(1)));
  }

  @Test
  void a_program_that_hangs_is_ended_with_those_that_it_started() throws Exception {
    var started = folder.resolve("started");
    // The shell waits for a child that keeps the output open.
    var hangs = new ProcessBuilder("sh", "-c", "sleep 600 & echo $! > " + started + "; wait");

    assertEquals(
        "sh does not end within 1 s",
        assertThrows(IOException.class, () -> OneRun.of(hangs, "", Duration.ofSeconds(1)))
            .getMessage());

    var child = ProcessHandle.of(Long.parseLong(Files.readString(started).strip()));
    child.ifPresent(process -> process.onExit().join());
    assertTrue(child.isEmpty() || !child.get().isAlive());
  }
}
