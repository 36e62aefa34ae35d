package io.datatier.proof.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.datatier.proof.local.Installed;
import io.datatier.proof.local.LocalPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver of JDBC, which needs no registry; {@code make drivers} tries the others too. */
final class DriverRunTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void the_driver_of_jdbc_fails_through_a_pool_unless_it_is_careful() throws Exception {
    try (var pair = start()) {
      var pool = pair.openPool(1, Duration.ofSeconds(20));
      var run = new DriverRun(folder);
      assertEquals("", run.attempt(jdbc("default"), pair.direct()).orElse(""));
      assertEquals("", run.attempt(jdbc("careful"), pool).orElse(""));
      assertEquals(
          "ERROR: prepared statement \"S_1\" already exists",
          run.attempt(jdbc("default"), pool).orElse("").lines().findFirst().orElse(""));
      assertEquals(
          "FATAL: unsupported startup parameter: options",
          run.attempt(jdbc("options"), pool).orElse(""));
    }
  }

  @Test
  void reads_from_the_log_what_pins() {
    assertEquals(
        List.of("CLOSE ALL", "RESET", "SET", "UNLISTEN", "advisory locks", "prepared statement"),
        Pinning.in(
            """
            2026-01-01 [1] LOG:  execute <unnamed>: SET extra_float_digits = 3
            2026-01-01 [1] LOG:  execute S_1: SELECT 1
            2026-01-01 [1] LOG:  statement: SELECT pg_advisory_unlock_all();
            \tCLOSE ALL;
            \tUNLISTEN *;
            \tRESET ALL;
            """));
    assertEquals(
        List.of("DEALLOCATE", "DISCARD", "LISTEN", "PREPARE", "cursor", "temporary table"),
        Pinning.in(
            """
            2026-01-01 [1] LOG:  statement: PREPARE q AS SELECT 1; DEALLOCATE q
            2026-01-01 [1] LOG:  execute <unnamed>: LISTEN calls
            2026-01-01 [1] LOG:  statement: begin;
            \tdeclare c CURSOR FOR SELECT 1
            2026-01-01 [1] LOG:  statement: CREATE TEMP TABLE t (id int)
            2026-01-01 [1] LOG:  statement: DISCARD ALL
            """));
    assertEquals(
        List.of("advisory locks"),
        Pinning.in("2026-01-01 [1] LOG:  statement: SELECT pg_try_advisory_lock(1)\n"));
    assertEquals(
        List.of(),
        Pinning.in(
            """
            2026-01-01 [1] LOG:  execute <unnamed>: SELECT reset FROM offset_of
            2026-01-01 [1] LOG:  statement: UPDATE calls SET done = true
            2026-01-01 [1] ERROR:  SET is no statement of this log
            """));
  }

  private static Trial jdbc(String mode) {
    return Trial.all().stream()
        .filter(trial -> trial.language() == Trial.Language.JAVA && trial.mode().equals(mode))
        .findFirst()
        .orElseThrow();
  }

  private static LocalPair start() throws Exception {
    try {
      return LocalPair.start(Installed.find(System.getenv()), 20, 4_096);
    } catch (Installed.Missing missing) {
      return abort(missing.getMessage());
    }
  }
}
