package io.datatier.proof.report;

import io.datatier.proof.experiment.Result;
import io.datatier.proof.load.Measurement;
import io.datatier.text.DataFile;
import io.datatier.text.SvgWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Errors and latency against the number of clients, for both paths, in SVG. */
public record Picture(List<Result> sweep) {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 400;
  private static final int TOP = 104;
  private static final int BOTTOM = 320;
  private static final int TICKS = 5;

  /** One of the two plots, between two positions on the page. */
  private record Plot(int left, int right, double most, double clients) {

    double x(double value) {
      return left + (right - left) * value / clients;
    }

    double y(double value) {
      return BOTTOM - (BOTTOM - TOP) * value / most;
    }
  }

  /** The picture, as a document of its own. */
  String svg() {
    var svg =
        SvgWriter.picture(
            WIDTH, HEIGHT, title(), description(), DataFile.text(Picture.class, "picture.css"));
    svg.empty("rect", "class", "page", "width", WIDTH, "height", HEIGHT);
    text(svg, "title", title(), "start", 28, 38);
    text(svg, "muted", subtitle(), "start", 28, 60);
    var errors =
        new Plot(76, 380, round(most(measured -> Optional.of(measured.failed()))), clients());
    axes(svg, errors, "errors", "");
    line(svg, errors, "direct", result -> Optional.of(result.direct().failed()));
    line(svg, errors, "pooled", result -> Optional.of(result.pooled().failed()));
    var latency = new Plot(480, 772, round(most(it -> milliseconds(it, 0.95))), clients());
    axes(svg, latency, "time to the answer, including connecting", " ms");
    for (var share : List.of(0.5, 0.95)) {
      var dashes = share > 0.5 ? " dashed" : "";
      line(svg, latency, "direct" + dashes, result -> milliseconds(result.direct(), share));
      line(svg, latency, "pooled" + dashes, result -> milliseconds(result.pooled(), share));
    }
    text(svg, "direct-text strong", "directly", "start", 76, 382);
    text(svg, "pooled-text strong", "through the pool", "start", 150, 382);
    text(svg, "muted", "solid: half of all answers; dashed: 95 of 100", "start", 480, 382);
    return svg.finish();
  }

  private String title() {
    return "%s to %s clients, directly and through a pool"
        .formatted(sweep.get(0).experiment().scenario().requests(), (int) clients());
  }

  private String subtitle() {
    var last = sweep.get(sweep.size() - 1).experiment();
    return "Pool of %d, max_connections %d; %s"
        .formatted(last.pool(), last.maxConnections(), last.scenario().manner());
  }

  private String description() {
    return sweep.stream()
        .map(
            result ->
                "%d clients: %.0f errors directly, %.0f through the pool."
                    .formatted(
                        result.experiment().scenario().requests(),
                        result.direct().failed(),
                        result.pooled().failed()))
        .collect(Collectors.joining(" "));
  }

  private double clients() {
    return sweep.stream()
        .mapToInt(result -> result.experiment().scenario().requests())
        .max()
        .orElse(1);
  }

  private double most(Function<Measurement, Optional<Double>> value) {
    return sweep.stream()
        .flatMap(result -> Stream.of(result.direct(), result.pooled()))
        .flatMap(measured -> value.apply(measured).stream())
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(1);
  }

  /** The next of 1, 2 or 5 times a power of ten, in fives. */
  private static double round(double most) {
    for (var power = 1.0; ; power *= 10) {
      for (var digit : new int[] {1, 2, 5}) {
        if (most <= power * digit * TICKS) {
          return power * digit * TICKS;
        }
      }
    }
  }

  /** Empty if no client got an answer, which is not a point of a line. */
  private static Optional<Double> milliseconds(Measurement measured, double share) {
    return measured.total(share).map(time -> time.toNanos() / 1e6);
  }

  private void axes(SvgWriter svg, Plot plot, String name, String unit) {
    text(svg, "strong", name, "start", plot.left(), TOP - 16);
    for (var tick = 0; tick <= TICKS; tick++) {
      var value = plot.most() * tick / TICKS;
      var y = plot.y(value);
      svg.empty(
          "line",
          "class",
          "grid",
          "x1",
          plot.left(),
          "x2",
          plot.right(),
          "y1",
          number(y),
          "y2",
          number(y));
      text(
          svg,
          "muted",
          String.format(Locale.ROOT, "%,.0f", value) + unit,
          "end",
          plot.left() - 8,
          y + 4);
    }
    for (var result : sweep) {
      var clients = result.experiment().scenario().requests();
      text(svg, "muted", "" + clients, "middle", plot.x(clients), BOTTOM + 18);
    }
    text(svg, "muted", "clients", "end", plot.right(), BOTTOM + 36);
  }

  private void line(
      SvgWriter svg, Plot plot, String kind, Function<Result, Optional<Double>> value) {
    var points =
        sweep.stream()
            .flatMap(
                result ->
                    value.apply(result).stream()
                        .map(
                            it ->
                                number(plot.x(result.experiment().scenario().requests()))
                                    + ","
                                    + number(plot.y(it))))
            .toList();
    svg.empty("polyline", "class", kind, "points", String.join(" ", points));
    for (var point : points) {
      var at = point.split(",", 2);
      svg.empty(
          "circle", "class", kind.split(" ", 2)[0] + "-dot", "cx", at[0], "cy", at[1], "r", 3);
    }
  }

  private static void text(
      SvgWriter svg, String kind, String text, String anchor, double x, double y) {
    svg.text("text", text, "class", kind, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  private static String number(double position) {
    return String.format(Locale.ROOT, "%.1f", position);
  }
}
