package io.datatier.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a command to its end and watches all its descendants meanwhile.
 *
 * @param seconds from its start to its end
 * @param output what it printed
 */
public record Watched(double seconds, int exitCode, String output, Family family) {

  /** A look at all processes takes about 2 ms: rare enough not to be what is measured. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(80);

  /** The shell says at its end what it and all that it waited for have used. */
  private static final String THEN_TELL =
      "\"$@\"; ended=$?; cat /proc/$$/stat >\"$0\"; exit $ended";

  /**
   * Runs it.
   *
   * @param environment all of it
   * @throws IOException if it cannot be started
   */
  public static Watched run(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    var told = Files.createTempFile("bench", ".stat");
    var printed = Files.createTempFile("bench", ".txt");
    var words =
        Stream.concat(Stream.of("sh", "-c", THEN_TELL, told.toString()), command.stream()).toList();
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(printed.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      var started = System.nanoTime();
      var process = builder.start();
      var seen = new HashMap<Long, Seen>();
      do {
        look(process.pid(), seen, since(started));
      } while (!process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
      var seconds = since(started);
      return new Watched(
          seconds,
          process.exitValue(),
          Files.readString(printed),
          new Family(ProcessStat.read(told), new ArrayList<>(seen.values())));
    } finally {
      Files.delete(told);
      Files.delete(printed);
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** A parent that ends leaves its children to another, so they keep the parent first seen. */
  private static void look(long root, Map<Long, Seen> seen, double now) throws IOException {
    var all = new HashMap<Long, ProcessStat>();
    try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var entry : entries) {
        var pid = Long.parseLong(entry.getFileName().toString());
        ProcessStat.of(pid).ifPresent(stat -> all.put(pid, stat));
      }
    }
    for (var stat : all.values()) {
      if (stat.pid() != root && descends(stat, root, all, seen)) {
        seen.merge(stat.pid(), seen(stat, now), Watched::later);
      }
    }
  }

  private static boolean descends(
      ProcessStat stat, long root, Map<Long, ProcessStat> all, Map<Long, Seen> seen) {
    for (var one = stat; one != null; one = all.get(one.parent())) {
      if (one.parent() == root || seen.containsKey(one.pid())) {
        return true;
      }
    }
    return false;
  }

  private static Seen seen(ProcessStat stat, double now) {
    return new Seen(stat, command(stat.pid()), PeakMemory.of(stat.pid()).orElse(0), now);
  }

  private static Seen later(Seen before, Seen now) {
    var stat = now.stat();
    return new Seen(
        new ProcessStat(
            stat.pid(), before.stat().parent(), stat.own(), stat.reaped(), stat.start()),
        now.command().isEmpty() ? before.command() : now.command(),
        Math.max(before.peakMebibytes(), now.peakMebibytes()),
        now.lastSeen());
  }

  private static String command(long pid) {
    try {
      var words = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(words, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    } catch (IOException gone) {
      return "";
    }
  }
}
