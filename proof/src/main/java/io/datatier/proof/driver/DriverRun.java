package io.datatier.proof.driver;

import io.datatier.proof.load.Target;
import io.datatier.proof.local.OneRun;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Runs trials.
 *
 * @param folder takes the packages and the scripts
 */
record DriverRun(Path folder) {

  private static final List<String> FROM_PYPI =
      List.of("psycopg[binary]==3.3.9", "asyncpg==0.32.0");
  private static final List<String> FROM_NPM = List.of("pg@8.23.1");
  private static final Duration TO_FETCH = Duration.ofMinutes(5);

  /** For ten questions: a driver that hangs is one that fails. */
  private static final Duration TO_ASK = Duration.ofMinutes(1);

  private static final Driver JDBC = new Driver();

  /** Gets the packages of a language; false where its registry or its tool cannot be had. */
  boolean obtain(Trial.Language language) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return switch (language) {
      case JAVA -> true;
      case NODE ->
          run(
                  Map.of(),
                  TO_FETCH,
                  all(
                      List.of(
                          "npm",
                          "install",
                          "--no-save",
                          "--no-audit",
                          "--no-fund",
                          "--fetch-retries=0"),
                      FROM_NPM))
              .isEmpty();
      case PYTHON ->
          run(
                  Map.of(),
                  TO_FETCH,
                  all(
                      List.of(
                          "python3",
                          "-m",
                          "pip",
                          "install",
                          "--quiet",
                          "--retries=0",
                          "--upgrade",
                          "--disable-pip-version-check",
                          "--root-user-action=ignore",
                          "--target",
                          "."),
                      FROM_PYPI))
              .isEmpty();
    };
  }

  /** Why a trial failed; empty if it did not. */
  Optional<String> attempt(Trial trial, Target target) throws IOException, InterruptedException {
    return trial.language() == Trial.Language.JAVA ? jdbc(trial, target) : script(trial, target);
  }

  private Optional<String> script(Trial trial, Target target)
      throws IOException, InterruptedException {
    var script = folder.resolve(trial.script());
    try (var resource = DriverRun.class.getResourceAsStream(trial.script())) {
      if (resource == null) {
        throw new FileNotFoundException(trial.script());
      }
      Files.write(script, resource.readAllBytes());
    }
    return run(
        Map.of("PGPASSWORD", target.credentials().password(), "PYTHONPATH", folder.toString()),
        TO_ASK,
        List.of(
            trial.language() == Trial.Language.NODE ? "node" : "python3",
            script.toString(),
            trial.mode(),
            target.host(),
            "" + target.port(),
            target.database(),
            target.credentials().user(),
            target.authority().orElseThrow().toString()));
  }

  private static Optional<String> jdbc(Trial trial, Target target) {
    var properties = new Properties();
    PGProperty.USER.set(properties, target.credentials().user());
    PGProperty.PASSWORD.set(properties, target.credentials().password());
    PGProperty.SSL_MODE.set(properties, "verify-full");
    PGProperty.SSL_ROOT_CERT.set(properties, target.authority().orElseThrow().toString());
    if (trial.mode().equals("careful")) {
      PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
      PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    }
    if (trial.mode().equals("options")) {
      PGProperty.OPTIONS.set(properties, "-c statement_timeout=5000");
    }
    var url =
        "jdbc:postgresql://%s:%d/%s".formatted(target.host(), target.port(), target.database());
    try (var one = JDBC.connect(url, properties);
        var other = JDBC.connect(url, properties);
        // The driver prepares a statement object that is used again.
        var first = one.prepareStatement("SELECT ?::int + 1");
        var second = other.prepareStatement("SELECT ?::int + 1")) {
      for (var turn = 0; turn < 10; turn++) {
        for (var statement : List.of(first, second)) {
          statement.setInt(1, turn);
          statement.executeQuery().close();
        }
      }
      return Optional.empty();
    } catch (SQLException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  /** What a command that fails says last. */
  private Optional<String> run(
      Map<String, String> environment, Duration atMost, List<String> command)
      throws InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    try {
      var run = OneRun.of(builder, "", atMost);
      return run.exit() == 0
          ? Optional.empty()
          : Optional.of(run.said().strip().lines().reduce((one, last) -> last).orElse("failed"));
    } catch (IOException notRun) {
      return Optional.of(String.valueOf(notRun.getMessage()));
    }
  }

  private static List<String> all(List<String> one, List<String> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
