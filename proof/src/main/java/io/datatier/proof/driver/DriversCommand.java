package io.datatier.proof.driver;

import io.datatier.proof.cli.UntilInterrupted;
import io.datatier.proof.local.Installed;
import io.datatier.proof.local.LocalPair;
import io.datatier.proof.report.MarkdownTable;
import io.datatier.proof.report.RecordedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries what the drivers of PostgreSQL do to a pool. */
@Command(
    name = "drivers",
    description = {
      "Try what drivers do to a pool: on a PostgreSQL and a PgBouncer of this machine, with"
          + " packages from npm and PyPI."
    },
    mixinStandardHelpOptions = true)
public final class DriversCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--folder",
      description = "Folder for the packages (default proof/target/drivers).")
  private Path folder = Path.of("proof/target/drivers");

  @Option(names = "--record", description = "Write the table between the marks of this page.")
  private Optional<Path> page = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    try {
      var installed = Installed.find(System.getenv());
      if (page.isPresent()) {
        new RecordedPage(page.get()).check("drivers");
      }
      var table = UntilInterrupted.run(() -> table(installed));
      spec.commandLine().getOut().println(table);
      if (page.isPresent()) {
        new RecordedPage(page.get()).record("drivers", table);
      }
      return 0;
    } catch (Installed.Missing | IOException | SQLException failed) {
      spec.commandLine().getErr().println(failed.getMessage());
      return 2;
    }
  }

  private String table(Installed installed) throws IOException, SQLException, InterruptedException {
    try (var pair = LocalPair.start(installed, 20, 4_096)) {
      return table(pair, installed.poolVersion());
    }
  }

  private String table(LocalPair pair, String version)
      throws IOException, SQLException, InterruptedException {
    logStatements(pair);
    var run = new DriverRun(folder.toAbsolutePath());
    Map<Trial.Language, Boolean> obtained = new EnumMap<>(Trial.Language.class);
    for (var language : Trial.Language.values()) {
      obtained.put(language, run.obtain(language));
    }
    var table =
        new MarkdownTable(
            "driver", "use", "for which RDS Proxy pins", "through " + version, "way out");
    for (var trial : Trial.all()) {
      if (!obtained.getOrDefault(trial.language(), false)) {
        table.row(trial.driver(), trial.use(), "not tried", "its package cannot be had", "");
        continue;
      }
      var before = log(pair).length();
      var directly = run.attempt(trial, pair.direct());
      var pins = Pinning.in(log(pair).substring(before));
      table.row(
          trial.driver(),
          trial.use(),
          directly
              .map(failure -> "fails directly: " + failure)
              .orElseGet(() -> pins.isEmpty() ? "nothing" : String.join(", ", pins)),
          throughPool(run, trial, pair).map(failure -> "fails: " + failure).orElse("works"),
          trial.wayOut());
    }
    return table.text();
  }

  /**
   * Why one of two processes failed, one after the other, with two clients each; the pool has a
   * single connection, so that all get the same.
   */
  private static Optional<String> throughPool(DriverRun run, Trial trial, LocalPair pair)
      throws IOException, InterruptedException {
    var pool = pair.openPool(1, Duration.ofSeconds(20));
    var first = run.attempt(trial, pool);
    return first.isPresent() ? first : run.attempt(trial, pool);
  }

  private static void logStatements(LocalPair pair) throws SQLException {
    try (var connection = pair.watched().connect(true);
        var statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET log_statement = 'all'");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private static String log(LocalPair pair) throws IOException {
    return Files.readString(pair.folder().resolve("postgres.log"));
  }
}
