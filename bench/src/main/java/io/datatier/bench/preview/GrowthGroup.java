package io.datatier.bench.preview;

import io.datatier.bench.figures.Measurements;
import io.datatier.bench.process.Seen;
import io.datatier.bench.process.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures how a preview grows with the number of functions, and how the engine's own does with as
 * many queues of a YAML program without a pack.
 */
public final class GrowthGroup {

  /** The group's name. */
  public static final String NAME = "growth";

  /** Whose memory is reported. */
  public static final List<String> PARTS =
      List.of(Roles.PROGRAM, Roles.PROVIDER, Roles.PACK, Roles.ENGINE);

  private static final Pattern TO_CREATE = Pattern.compile("\\+ (\\d+) to create");

  private static final String REGION = "aws:region: us-east-1";

  private final Bench bench;
  private final Measurements figures;
  private final Consumer<String> progress;

  public GrowthGroup(Bench bench, Measurements figures, Consumer<String> progress) {
    this.bench = bench;
    this.figures = figures;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param sizes numbers of functions
   */
  public void measure(int repetitions, List<Integer> sizes)
      throws IOException, InterruptedException {
    var ours = Form.ours(bench);
    var fleets = new LinkedHashMap<Integer, Path>();
    var queues = new LinkedHashMap<Integer, Path>();
    for (var size : sizes) {
      fleets.put(size, bench.project("fleet-" + size, ours.project(), config(size)));
    }
    // Builds what is missing, and fills the caches of the system.
    var unusedFirst = bench.previewLarge(fleets.values().iterator().next(), ours.options());
    // The first program in YAML also asks the provider for its schema, which is kept afterwards.
    var unusedSchema = bench.previewLarge(queues("queue", 1), List.of());
    for (var repetition = 1; repetition <= repetitions; repetition++) {
      for (var fleet : fleets.entrySet()) {
        var size = fleet.getKey();
        progress.accept(
            "growth, %,d functions, repetition %d of %d".formatted(size, repetition, repetitions));
        var preview = bench.previewLarge(fleet.getValue(), ours.options());
        var created = created(preview);
        note(size, created, preview);
        var alone = queues.get(size);
        if (alone == null) {
          alone = queues("queues-" + size, created);
          queues.put(size, alone);
        }
        var floor = bench.previewLarge(alone, List.of());
        figures.add(NAME + "." + size + ".floor", floor.seconds());
      }
    }
  }

  private Path queues(String name, int number) throws IOException, InterruptedException {
    return bench.project(name, Form.yaml(number), "config: {%s}\n".formatted(REGION));
  }

  private void note(int size, int created, Watched preview) {
    var prefix = NAME + "." + size + ".";
    figures.add(prefix + "resources", created);
    figures.add(prefix + "seconds", preview.seconds());
    figures.add(prefix + "cpu", preview.family().cpuSeconds());
    var roles = preview.family().by(Roles::of);
    for (var part : PARTS) {
      roles.getOrDefault(part, List.of()).stream()
          .mapToDouble(Seen::peakMebibytes)
          .max()
          .ifPresent(peak -> figures.add(prefix + part + "-mib", peak));
    }
  }

  private static int created(Watched preview) throws IOException {
    var found = TO_CREATE.matcher(preview.output());
    if (!found.find()) {
      throw new IOException("The preview creates nothing:\n" + preview.output());
    }
    return Integer.parseInt(found.group(1));
  }

  private static String config(int functions) {
    var entries =
        IntStream.rangeClosed(1, functions)
            .mapToObj("    - { name: worker-%04d, artifact: samples/function }\n"::formatted)
            .collect(Collectors.joining());
    return """
        config:
          %s
          datatier:name: campaign
          datatier:network: { zones: [us-east-1a, us-east-1b] }
          datatier:functions:
        """
            .formatted(REGION)
        + entries;
  }
}
