package io.datatier.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where, with what and when something was measured. */
final class Setting {

  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
  private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB$");

  private Setting() {}

  /** One paragraph. */
  static String now(Path engine, Clock clock) throws IOException, InterruptedException {
    return """
        Measured on %s. Machine: %d cores (%s), %s GiB, Linux %s. JDK %s, Maven %s, Pulumi %s, Node %s. Load when it ended: %s. \
        Median, with least and most in parentheses.
        """
        .formatted(
            LocalDate.now(clock),
            Runtime.getRuntime().availableProcessors(),
            first(MODEL, Path.of("/proc/cpuinfo")),
            gibibytes(),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            said("mvn", "--version").replaceFirst("(?s)^.*?Apache Maven ([\\w.-]+).*$", "$1"),
            said(engine.resolve("pulumi").toString(), "version").strip(),
            said("node", "--version").strip(),
            Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
  }

  private static String gibibytes() throws IOException {
    var kibibytes = first(MEMORY, Path.of("/proc/meminfo"));
    return String.format(Locale.ROOT, "%.1f", Long.parseLong(kibibytes) / 1048576.0);
  }

  private static String first(Pattern pattern, Path file) throws IOException {
    var found = pattern.matcher(Files.readString(file));
    return found.find() ? found.group(1).strip() : "unknown";
  }

  private static String said(String... command) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(List.of(command))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output : "unknown";
    } catch (IOException missing) {
      return "none";
    }
  }
}
