package io.datatier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.datatier.proof.local.Installed;
import io.datatier.proof.local.LocalPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool in a process of its own, stopped as by Ctrl-C or a CI system. */
final class InterruptTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");
  @TempDir private Path elsewhere = Path.of("");

  @Test
  void leaves_nothing_while_its_database_is_made() throws Exception {
    installed();

    assertEquals("", interrupted(this::isMakingTheDatabase, local()));

    assertNothingIsLeft();
  }

  @Test
  void leaves_nothing_in_the_middle_of_its_load() throws Exception {
    installed();

    assertEquals("campaign of 100\n", interrupted(() -> !said().isEmpty(), local()));

    assertNothingIsLeft();
  }

  @Test
  void leaves_a_database_of_ones_own_as_it_was() throws Exception {
    try (var pair = LocalPair.start(installed(), 20, 4_096)) {
      var direct = pair.direct();
      var pool = pair.openPool(5, Duration.ofMinutes(1));
      var password = elsewhere.resolve("password");
      Files.writeString(password, direct.credentials().password());

      assertEquals(
          "",
          interrupted(
              () -> sessions(pair).contains("active"),
              List.of(
                  "measure",
                  "--direct=localhost:" + direct.port(),
                  "--pooled=localhost:" + pool.port(),
                  "--database=" + direct.database(),
                  "--user=" + direct.credentials().user(),
                  "--password-file=" + password,
                  "--ca=" + pair.authority(),
                  "--clients=8",
                  "--over=0",
                  "--database-time=300000")));

      assertEquals(List.of(), sessions(pair));
      try (var connection = direct.connect(true);
          var tables = connection.getMetaData().getTables(null, null, "datatier_proof%", null)) {
        assertEquals(false, tables.next());
      }
    }
    assertNothingIsLeft();
  }

  private List<String> local() {
    return List.of("local", "--only=campaign of 100", "--out=" + folder.resolve("report"));
  }

  private static Installed installed() {
    try {
      return Installed.find(System.getenv());
    } catch (Installed.Missing missing) {
      return abort(missing.getMessage());
    }
  }

  /** What the tool said until it had ended, stopped when {@code moment} had come. */
  private String interrupted(Callable<Boolean> moment, List<String> arguments) throws Exception {
    var tool =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Djava.io.tmpdir=" + folder,
                            "-cp",
                            System.getProperty("java.class.path"),
                            ProofCommand.class.getName()),
                        arguments.stream())
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
    try {
      var end = System.nanoTime() + PATIENCE.toNanos();
      while (!moment.call()) {
        assertTrue(tool.isAlive() && System.nanoTime() < end, this::said);
        TimeUnit.MILLISECONDS.sleep(20);
      }
      // SIGTERM: a JVM ends on it as by Ctrl-C, but ignores that one where a shell started the
      // tests
      // in the background.
      tool.destroy();
      assertTrue(tool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      return said();
    } finally {
      tool.destroyForcibly();
    }
  }

  private Path output() {
    return elsewhere.resolve("output");
  }

  private String said() {
    try {
      return Files.readString(output(), UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private boolean isMakingTheDatabase() throws IOException {
    try (var pairs = Files.newDirectoryStream(folder, "proof*")) {
      for (var pair : pairs) {
        if (Files.exists(pair.resolve("data"))) {
          return true;
        }
      }
      return false;
    }
  }

  /** What the clients' sessions do. */
  private static List<String> sessions(LocalPair pair) throws SQLException {
    try (var connection = pair.watched().connect(true);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT coalesce(string_agg(state, ' '), '') FROM pg_stat_activity"
                    + " WHERE application_name = 'datatier-proof'"
                    + " AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()")) {
      rows.next();
      return Stream.of(rows.getString(1).split(" ")).filter(state -> !state.isEmpty()).toList();
    }
  }

  private void assertNothingIsLeft() throws IOException {
    assertEquals(
        List.of(),
        ProcessHandle.allProcesses()
            .flatMap(process -> process.info().commandLine().stream())
            .filter(command -> command.contains(folder.toString()))
            .toList());
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
