package io.datatier.proof;

import com.sun.management.OperatingSystemMXBean;
import io.datatier.proof.load.Target;
import io.datatier.proof.local.OneRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * On what the figures were measured.
 *
 * @param commit of the project, shortened; with an asterisk if files differ from it
 * @param load the load average of the minute before the start
 */
record Machine(
    String date,
    String commit,
    String processors,
    String system,
    String java,
    String postgres,
    String driver,
    String pool,
    double load) {

  /** This one. */
  static Machine of(Target database, String pool) throws SQLException, InterruptedException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    try (var connection = database.connect(true)) {
      var meta = connection.getMetaData();
      return new Machine(
          LocalDate.now(ZoneOffset.UTC).toString(),
          commitHere(),
          "%d x %s, %d GiB"
              .formatted(
                  Runtime.getRuntime().availableProcessors(),
                  model(),
                  Math.round(system.getTotalMemorySize() / (double) (1L << 30))),
          System.getProperty("os.name") + " " + System.getProperty("os.version"),
          "Java " + System.getProperty("java.version"),
          "PostgreSQL " + meta.getDatabaseProductVersion(),
          "pgjdbc " + meta.getDriverVersion(),
          pool,
          Math.max(0, system.getSystemLoadAverage()));
    }
  }

  private static String commitHere() throws InterruptedException {
    var commit = run(List.of("git", "rev-parse", "--short", "HEAD"));
    return run(List.of("git", "status", "--porcelain")).isEmpty() ? commit : commit + "*";
  }

  /** The first line that a command prints; empty if there is no such command. */
  static String run(List<String> command) throws InterruptedException {
    try {
      return OneRun.of(new ProcessBuilder(command), "", Duration.ofSeconds(10))
          .said()
          .lines()
          .findFirst()
          .orElse("")
          .strip();
    } catch (IOException absent) {
      return "";
    }
  }

  private static String model() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException noLinux) {
      return System.getProperty("os.arch");
    }
  }

  /** In one line. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%s, commit %s, %s, %s, %s, %s, %s, %s; load average at the start %.1f",
        date,
        commit,
        processors,
        system,
        java,
        postgres,
        driver,
        pool,
        load);
  }
}
