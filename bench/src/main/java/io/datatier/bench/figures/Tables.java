package io.datatier.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What was measured, as tables. */
public final class Tables {

  private static final Map<String, String> FORMS =
      Map.of(
          "maven", "Maven for program and pack",
          "jar", "program from a jar, pack by Maven",
          "ours", "ours: `mvnw`",
          "java-floor", "the engine with an empty Java program",
          "floor", "the engine with an empty YAML program");

  private static final Map<String, String> PACKS =
      Map.of("ours", "ours", "node", "JavaScript on Node", "python", "Python (start alone)");

  private final Measurements figures;

  public Tables(Measurements figures) {
    this.figures = figures;
  }

  /** Every goal, reached or not. */
  public Table goals() {
    return new Table(
        List.of("measure", "goal", "measured", "result"),
        Goal.ALL.stream().map(goal -> goal.row(figures)).toList());
  }

  /** Previews by form. */
  public Table previews() {
    return new Table(
        List.of("preview of `dev` with the pack", "seconds", "CPU seconds"),
        Stream.of("maven", "jar", "ours", "java-floor", "floor")
            .map(
                form ->
                    List.of(
                        FORMS.getOrDefault(form, form),
                        cell("preview." + form + ".seconds"),
                        cell("preview." + form + ".cpu")))
            .toList());
  }

  /** The processes of a preview: from their start to when they were last seen. */
  public Table phases() {
    var rows = new ArrayList<List<String>>();
    for (var form : List.of("maven", "ours")) {
      for (var phase :
          List.of("engine", "host", "discovery", "program", "provider", "pack", "other")) {
        var name = "preview." + form + "." + phase;
        if (figures.sample(name + ".cpu").isPresent()) {
          rows.add(
              List.of(
                  form,
                  phase,
                  median(name + ".start"),
                  median(name + ".end"),
                  median(name + ".cpu")));
        }
      }
    }
    return new Table(List.of("form", "process", "from", "to", "CPU seconds"), rows);
  }

  /** Packs side by side. */
  public Table packs() {
    return new Table(
        List.of(
            "pack",
            "start, s",
            "CPU per call, 1,000 cold, ms",
            "CPU per call, 10,000, ms",
            "AnalyzeStack 100, s",
            "1,000, s",
            "5,000, s",
            "exponent",
            "peak memory, MiB"),
        Stream.of("ours", "node", "python")
            .filter(pack -> figures.sample("pack.start." + pack).isPresent())
            .map(
                pack ->
                    Stream.concat(
                            Stream.of(PACKS.getOrDefault(pack, pack)),
                            Stream.of(
                                    "start",
                                    "cold-ms",
                                    "all-ms",
                                    "stack-100-s",
                                    "stack-1000-s",
                                    "stack-5000-s",
                                    "exponent",
                                    "peak-mib")
                                .map(measure -> cell("pack." + measure + "." + pack)))
                        .toList())
            .toList());
  }

  /** Previews by number of functions. */
  public Table growth() {
    return new Table(
        List.of(
            "functions",
            "resources",
            "preview, s",
            "CPU seconds",
            "engine alone, s",
            "program, MiB",
            "provider, MiB",
            "pack, MiB",
            "engine, MiB"),
        Stream.of(10, 100, 1_000)
            .filter(size -> figures.sample("growth." + size + ".seconds").isPresent())
            .map(
                size ->
                    Stream.concat(
                            Stream.of(String.format(Locale.ROOT, "%,d", size)),
                            Stream.of(
                                    "resources",
                                    "seconds",
                                    "cpu",
                                    "floor",
                                    "program-mib",
                                    "provider-mib",
                                    "pack-mib",
                                    "engine-mib")
                                .map(measure -> cell("growth." + size + "." + measure)))
                        .toList())
            .toList());
  }

  /** Sweeps by number of stacks. */
  public Table sweeps() {
    return new Table(
        List.of("stacks", "sweep, s", "stacks a second", "CPU seconds", "peak memory, MiB"),
        Stream.of(1_000, 10_000)
            .filter(size -> figures.sample("sweep." + size + ".seconds").isPresent())
            .map(
                size ->
                    Stream.concat(
                            Stream.of(String.format(Locale.ROOT, "%,d", size)),
                            Stream.of("seconds", "rate", "cpu", "peak-mib")
                                .map(measure -> cell("sweep." + size + "." + measure)))
                        .toList())
            .toList());
  }

  /** The median, with the least and the most if it was measured more than once. */
  private String cell(String name) {
    return figures
        .sample(name)
        .map(
            sample ->
                sample.values().size() == 1 || sample.least() == sample.most()
                    ? number(sample.median())
                    : "%s (%s to %s)"
                        .formatted(
                            number(sample.median()), number(sample.least()), number(sample.most())))
        .orElse("-");
  }

  private String median(String name) {
    return figures.sample(name).map(sample -> number(sample.median())).orElse("-");
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.3g", value);
  }
}
