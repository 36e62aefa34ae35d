package io.datatier.bench.figures;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a figure is to be.
 *
 * @param measure in words
 * @param most the limit, itself allowed
 * @param unit behind the value; empty for ratios
 * @param value empty if it was not measured
 */
public record Goal(
    String measure, double most, String unit, Function<Measurements, OptionalDouble> value) {

  /** In the order of the table. */
  public static final List<Goal> ALL =
      List.of(
          ratio(
              "preview with pack: our form over Maven",
              0.35,
              "preview.ours.seconds",
              "preview.maven.seconds"),
          ratio(
              "preview with pack: our form over the engine's floor",
              4,
              "preview.ours.seconds",
              "preview.floor.seconds"),
          ratio(
              "pack, exec to GetAnalyzerInfo answered, over Node",
              0.5,
              "pack.start.ours",
              "pack.start.node"),
          ratio(
              "Analyze, 1,000 resources from a cold process, CPU per call over Node",
              1,
              "pack.cold-ms.ours",
              "pack.cold-ms.node"),
          ratio(
              "Analyze, 10,000 resources, CPU per call over Node",
              0.5,
              "pack.all-ms.ours",
              "pack.all-ms.node"),
          ratio(
              "AnalyzeStack of 5,000 resources, time over Node",
              0.3,
              "pack.stack-5000-s.ours",
              "pack.stack-5000-s.node"),
          new Goal(
              "AnalyzeStack, 100 to 5,000 resources: exponent of growth",
              1.1,
              "",
              figures -> figures.median("pack.exponent.ours")),
          ratio(
              "peak memory of the pack after 10,000 resources, over Node",
              0.6,
              "pack.peak-mib.ours",
              "pack.peak-mib.node"),
          new Goal(
              "10 to 1,000 functions: growth of the preview over the engine's own",
              1.5,
              "",
              Goal::growthOverEngine),
          new Goal(
              "memory of the program with 1,000 functions",
              512,
              " MiB",
              figures -> figures.median("growth.1000.program-mib")));

  private static Goal ratio(String measure, double most, String name, String over) {
    return new Goal(measure, most, "", figures -> figures.ratio(name, over));
  }

  private static OptionalDouble growthOverEngine(Measurements figures) {
    var ours = figures.ratio("growth.1000.seconds", "growth.10.seconds");
    var engine = figures.ratio("growth.1000.floor", "growth.10.floor");
    return ours.isPresent() && engine.isPresent()
        ? OptionalDouble.of(ours.getAsDouble() / engine.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The measure, the limit, the value, and whether it was reached. */
  List<String> row(Measurements figures) {
    var measured = value.apply(figures);
    return List.of(
        measure,
        "<= " + number(most) + unit,
        measured.isPresent() ? number(measured.getAsDouble()) + unit : "-",
        measured.isEmpty()
            ? "not measured"
            : measured.getAsDouble() <= most ? "reached" : "not reached");
  }

  private static String number(double value) {
    var whole = value >= 100 || value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.2f", value);
  }
}
