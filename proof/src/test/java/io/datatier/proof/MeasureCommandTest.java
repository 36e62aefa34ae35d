package io.datatier.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.datatier.proof.local.Installed;
import io.datatier.proof.local.LocalPair;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database and a pool that somebody else started. */
final class MeasureCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  @Test
  void measures_both_beside_the_sessions_of_others_and_leaves_no_table() throws Exception {
    try (var pair = start()) {
      var direct = pair.direct();
      var pool = pair.openPool(5, Duration.ofSeconds(60));
      var password = folder.resolve("password");
      Files.writeString(password, direct.credentials().password() + "\n");
      var others = new ArrayList<Connection>();
      for (var number = 0; number < 10; number++) {
        others.add(direct.connect(true));
      }

      var code =
          run(
              "--direct=localhost:" + direct.port(),
              "--pooled=localhost:" + pool.port(),
              "--database=" + direct.database(),
              "--user=" + direct.credentials().user(),
              "--password-file=" + password,
              "--ca=" + pair.authority(),
              "--pool-percent=25",
              "--clients=2,8",
              "--repeat=1",
              "--over=100",
              "--hold=1000",
              "--out=" + folder.resolve("report"));
      for (var other : others) {
        other.close();
      }

      assertEquals("", err.toString());
      // One where the wait was another than planned, which a busy machine decides.
      assertTrue(code <= 1, out::toString);
      // The one who counts sessions takes a place too.
      assertTrue(out.toString().contains("2 connections beside 11: fits"), out::toString);
      assertTrue(out.toString().matches("(?s).*\\| 8 clients \\| direct \\| [1-9] too many.*"));
      assertTrue(out.toString().contains("| 8 clients | pool   | 0 "), out::toString);
      assertFalse(out.toString().contains(direct.credentials().password()));
      try (var report = Files.list(folder.resolve("report"))) {
        assertEquals(
            Set.of("proof.md", "proof.json", "proof.svg"),
            report.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
      }
      try (var connection = direct.connect(true);
          var tables = connection.getMetaData().getTables(null, null, "datatier_proof", null)) {
        assertFalse(tables.next());
      }
    }
  }

  @Test
  void says_what_is_missing() {
    assertEquals(2, run("--direct=db", "--pooled=proxy", "--database=shop", "--iam"));
    assertTrue(err.toString().startsWith("--user is missing"), err::toString);
  }

  @Test
  void takes_one_way_to_log_in() {
    assertEquals(
        2,
        run(
            "--direct=db",
            "--pooled=proxy",
            "--database=shop",
            "--iam",
            "--password-env=PGPASSWORD"));
    assertTrue(err.toString().contains("mutually exclusive"), err::toString);
  }

  private static LocalPair start() throws Exception {
    try {
      return LocalPair.start(Installed.find(System.getenv()), 20, 4_096);
    } catch (Installed.Missing missing) {
      return abort(missing.getMessage());
    }
  }

  private int run(String... arguments) {
    return ProofCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.concat(Stream.of("measure"), List.of(arguments).stream())
                .toArray(String[]::new));
  }
}
