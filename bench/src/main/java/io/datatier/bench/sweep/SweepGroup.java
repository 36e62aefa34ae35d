package io.datatier.bench.sweep;

import io.datatier.bench.figures.Measurements;
import io.datatier.bench.process.Seen;
import io.datatier.bench.process.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures how long the sweep takes over many stacks, and in what memory. */
public final class SweepGroup {

  /** The group's name. */
  public static final String NAME = "sweep";

  private static final int RESOURCES = 200;

  /** The heap that its page promises is enough, however many stacks there are. */
  private static final String HEAP = "-Xmx256m";

  /** Several times what the largest takes on two slow cores. */
  private static final String PATIENCE = "1800";

  private final Path checkout;
  private final Measurements figures;
  private final Consumer<String> progress;

  public SweepGroup(Path checkout, Measurements figures, Consumer<String> progress) {
    this.checkout = checkout;
    this.figures = figures;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param sizes numbers of stacks
   */
  public void measure(int repetitions, List<Integer> sizes)
      throws IOException, InterruptedException {
    for (var size : sizes) {
      var folder = Files.createTempDirectory("bench-sweep");
      try {
        progress.accept("sweep, writing %,d exports of %d resources".formatted(size, RESOURCES));
        Exports.write(folder.resolve("exports"), size, RESOURCES);
        for (var repetition = 1; repetition <= repetitions; repetition++) {
          progress.accept(
              "sweep, %,d stacks, repetition %d of %d".formatted(size, repetition, repetitions));
          note(size, swept(folder));
        }
      } finally {
        delete(folder);
      }
    }
  }

  private Watched swept(Path folder) throws IOException, InterruptedException {
    var sweep =
        Watched.run(
            List.of(
                "timeout",
                PATIENCE,
                checkout.resolve("sweep/datatier-sweep").toString(),
                "judge",
                "--policy-pack",
                checkout.resolve("policy/target/datatier-policy.jar").toString(),
                "--html",
                folder.resolve("sweep.html").toString(),
                folder.resolve("exports").toString()),
            folder,
            Map.of("PATH", System.getenv("PATH"), "JAVA_OPTS", HEAP));
    // Some of what is swept violates rules; all of it can be judged.
    if (sweep.exitCode() != 1) {
      throw new IllegalStateException(
          "The sweep ended with %d, not 1:%n%s".formatted(sweep.exitCode(), end(sweep.output())));
    }
    return sweep;
  }

  private static String end(String output) {
    return output.substring(Math.max(0, output.length() - 2_000));
  }

  private void note(int size, Watched sweep) {
    var name = NAME + "." + size + ".";
    figures.add(name + "seconds", sweep.seconds());
    figures.add(name + "rate", size / sweep.seconds());
    figures.add(name + "cpu", sweep.family().cpuSeconds());
    figures.add(
        name + "peak-mib",
        sweep.family().seen().stream().mapToDouble(Seen::peakMebibytes).max().orElse(0));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
