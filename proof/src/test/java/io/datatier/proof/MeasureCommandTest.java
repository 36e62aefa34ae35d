package io.datatier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
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
      try (var connection = direct.connect(true);
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE datatier_proof (note text)");
      }
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
      assertTrue(out.toString().contains("2 connections in addition to 11: fits"), out::toString);
      assertTrue(out.toString().matches("(?s).*\\| 8 clients \\| direct \\| [1-9] too many.*"));
      assertTrue(out.toString().contains("| 8 clients | pool   | 0 "), out::toString);
      assertFalse(out.toString().contains(direct.credentials().password()));
      try (var report = Files.list(folder.resolve("report"))) {
        assertEquals(
            Set.of("proof.md", "proof.json", "proof.svg"),
            report.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
      }
      try (var connection = direct.connect(true);
          var tables = connection.getMetaData().getTables(null, null, "datatier_proof%", null)) {
        // That of somebody else alone.
        assertTrue(tables.next());
        assertEquals("datatier_proof", tables.getString("TABLE_NAME"));
        assertFalse(tables.next());
      }
    }
  }

  @Test
  void says_what_is_missing() {
    assertEquals(2, run("--direct=db", "--pooled=proxy", "--database=shop", "--iam"));
    assertTrue(err.toString().startsWith("--user is missing"), err::toString);
  }

  /** In a process of its own: its locale and its variables are not those of the tests. */
  @Test
  void tells_all_faults_at_once_in_any_language() throws Exception {
    var tool =
        new ProcessBuilder(
            "sh",
            "-c",
            "PASSWORD=$(printf 'gr\\303\\274n') LC_ALL=C LANG=C exec \"$0\" \"$@\"",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.language=de",
            "-cp",
            System.getProperty("java.class.path"),
            ProofCommand.class.getName(),
            "measure",
            "--direct=h:abc",
            "--pooled=::1",
            "--database=d",
            "--password-env=PASSWORD",
            "--clients=0,2001",
            "--workers=0",
            "--over=-1",
            "--repeat=11");
    tool.redirectErrorStream(true);
    var said = new String(tool.start().getInputStream().readAllBytes(), UTF_8);

    assertEquals(
        List.of(
            "--user is missing.",
            "--password-env: this process's locale cannot read all characters of PASSWORD; set"
                + " LC_ALL=C.UTF-8, or use --password-file.",
            "--clients is 0; give 1 to 20,000.",
            "--workers is 0; give 1 to 2,000.",
            "--over is -1; give 0 to 600,000.",
            "--repeat is 11; give 1 to 10.",
            "--direct is h:abc; give HOST or HOST:PORT, an IPv6 address in brackets.",
            "--pooled is ::1; give HOST or HOST:PORT, an IPv6 address in brackets."),
        said.lines().takeWhile(line -> line.startsWith("--")).toList());
  }

  @Test
  void names_the_option_of_a_fault() throws Exception {
    var text = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xfc});

    assertEquals(
        List.of(
            "--pooled is 127.0.0.1:9, and so is --direct: nothing would be measured through a pool.",
            "--password-file: there is no file /nope/pw.",
            "--password-file: %s is a folder, not a file.".formatted(folder),
            "--password-file: %s is not UTF-8 text.".formatted(text),
            "--ca: there is no file /nope/ca.",
            "--out: nothing can be written to %s.".formatted(text.resolve("out"))),
        Stream.of(
                List.of("--pooled=127.0.0.1:9", "--iam"),
                List.of("--pooled=db", "--password-file=/nope/pw"),
                List.of("--pooled=db", "--password-file=" + folder),
                List.of("--pooled=db", "--password-file=" + text),
                List.of("--pooled=db", "--iam", "--ca=/nope/ca"),
                List.of("--pooled=localhost:8", "--iam", "--out=" + text.resolve("out")))
            .map(this::fault)
            .toList());
  }

  private String fault(List<String> options) {
    err.getBuffer().setLength(0);
    var all = new ArrayList<>(List.of("--direct=localhost:9", "--database=shop", "--user=app"));
    all.addAll(options);
    assertEquals(2, run(all.toArray(String[]::new)));
    return err.toString().lines().findFirst().orElse("");
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
