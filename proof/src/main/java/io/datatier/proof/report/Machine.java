package io.datatier.proof.report;

import com.sun.management.OperatingSystemMXBean;
import io.datatier.proof.load.Target;
import io.datatier.tools.Executable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * On what the figures were measured.
 *
 * @param commit of the project, shortened; with an asterisk if files differ from it; empty where
 *     this program does not run from where it was built
 * @param load the load average of the minute before the start
 */
public record Machine(
    String date,
    Optional<String> commit,
    String processors,
    String system,
    String java,
    String postgres,
    String driver,
    String pool,
    double load) {

  /** This one. */
  public static Machine of(Target database, String pool) throws SQLException, InterruptedException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    try (var connection = database.connect(true)) {
      var meta = connection.getMetaData();
      return new Machine(
          LocalDate.now(ZoneOffset.UTC).toString(),
          builtFrom(home()),
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

  /** The jar that runs, or the folder of its classes. */
  private static Path home() {
    try {
      return Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException strange) {
      throw new IllegalStateException(strange);
    }
  }

  /**
   * The commit of the checkout in which a jar was built. Of one that was copied elsewhere, such as
   * into a folder of another repository, nothing is known.
   */
  static Optional<String> builtFrom(Path jar) throws InterruptedException {
    var git = new Executable(List.of("git"), Objects.requireNonNull(jar.getParent()));
    try {
      if (!git.run("rev-parse", "--show-prefix").equals("proof/target/")) {
        return Optional.empty();
      }
      var changed = !git.run("status", "--porcelain", ":/").isEmpty();
      return Optional.of(git.run("rev-parse", "--short", "HEAD") + (changed ? "*" : ""));
    } catch (IOException unknown) {
      return Optional.empty();
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
        "%s%s, %s, %s, %s, %s, %s, %s; load average at the start %.1f",
        date,
        commit.map(", commit "::concat).orElse(""),
        processors,
        system,
        java,
        postgres,
        driver,
        pool,
        load);
  }
}
