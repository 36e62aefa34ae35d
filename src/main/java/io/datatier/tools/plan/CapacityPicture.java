package io.datatier.tools.plan;

import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.ConnectionRange;
import io.datatier.capacity.InstanceHardware;
import io.datatier.text.DataFile;
import io.datatier.text.Phrases;
import io.datatier.text.SvgWriter;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plan as an SVG chart: the clients' peak against the connections of each class of the family.
 * Works on light and dark pages and with screen readers.
 */
record CapacityPicture(CapacityPlan plan) {

  private static final int WIDTH = 800;
  private static final int MARGIN = 28;
  private static final int PLOT_LEFT = 176;
  private static final int PLOT_RIGHT = 620;
  private static final int PLOT_TOP = 122;
  private static final int ROW = 54;
  private static final int BAR = 22;
  private static final int POOL_BAR = 6;
  private static final int AXIS = 30;
  private static final int LEGEND = 68;

  /** The chart as an SVG document. */
  String svg() {
    var rows = rows();
    var bottom = PLOT_TOP + rows.size() * ROW;
    var height = bottom + AXIS + LEGEND;
    var svg =
        SvgWriter.picture(
            WIDTH,
            height,
            title(),
            description(rows),
            DataFile.text(CapacityPicture.class, "picture.css"));
    var shapes = new PictureShapes(svg);
    shapes.box("page", 0, 0, WIDTH, height, 0);
    shapes.text("title", title(), "start", MARGIN, 42);
    shapes.text("muted", subtitle(), "start", MARGIN, 64);
    if (!rows.isEmpty()) {
      draw(svg, shapes, rows, bottom);
    }
    return svg.finish();
  }

  private void draw(SvgWriter svg, PictureShapes shapes, List<InstanceHardware> rows, int bottom) {
    var scale = new PictureScale(greatest(rows), PLOT_LEFT, PLOT_RIGHT);
    plan.hardware().map(rows::indexOf).ifPresent(chosen -> band(shapes, chosen));
    axis(shapes, scale, bottom);
    for (var index = 0; index < rows.size(); index++) {
      svg.open("g", "id", rows.get(index).instanceClass());
      row(shapes, scale, rows.get(index), PLOT_TOP + index * ROW + ROW / 2);
      svg.close();
    }
    peak(shapes, scale, bottom);
    legend(shapes, bottom + AXIS + LEGEND / 2);
  }

  // Two sizes below the chosen one, two above, and more up to the first that needs no proxy.
  private List<InstanceHardware> rows() {
    return plan.hardware().stream()
        .flatMap(
            chosen -> {
              var family = chosen.family();
              var at = family.indexOf(chosen);
              var last = Math.max(at + 2, plan.directClass().map(family::indexOf).orElse(at));
              return family.stream().limit(last + 1L).skip(Math.max(0, at - 2));
            })
        .toList();
  }

  private long greatest(List<InstanceHardware> rows) {
    return Stream.concat(
            Stream.of(plan.peakConnections()),
            rows.stream().map(it -> (long) plan.limitOf(it).range().most()))
        .max(Long::compare)
        .orElse(1L);
  }

  private String title() {
    return Phrases.count(plan.peakConnections(), "connection")
        + plan.hardware()
            .map(it -> " at peak, against the classes of " + it.familyName())
            .orElseGet(
                () ->
                    " at peak; unknown class %s".formatted(plan.tier().database().instanceClass()));
  }

  private String subtitle() {
    return plan.pool()
        .map(
            pool ->
                "The proxy serves them through a pool of %s connections, %s of max_connections."
                    .formatted(pool.connections(), plan.tier().pool().maxConnectionsPercent()))
        .orElse("The database's connection limit is unknown.");
  }

  private String description(List<InstanceHardware> rows) {
    return Stream.concat(
            Stream.of(subtitle()),
            rows.stream()
                .map(
                    it ->
                        "%s accepts %s connections: the peak %s directly."
                            .formatted(
                                it.instanceClass(), plan.limitOf(it).range(), plan.directOn(it))))
        .reduce((one, other) -> one + " " + other)
        .orElseThrow();
  }

  private static void band(PictureShapes shapes, int row) {
    shapes.box("chosen", MARGIN / 2.0, PLOT_TOP + row * ROW, WIDTH - MARGIN, ROW, 6);
  }

  private void row(PictureShapes shapes, PictureScale scale, InstanceHardware row, int middle) {
    var limit = plan.limitOf(row).range();
    var chosen = plan.hardware().filter(row::equals).isPresent();
    var name = chosen ? "strong" : "plain";
    shapes.text(name, row.instanceClass(), "start", MARGIN, middle - 3);
    shapes.text(
        "muted", row.vcpus() + " vCPU, " + row.memoryGib() + " GiB", "start", MARGIN, middle + 14);
    bars(shapes, scale, limit, middle);
    if (chosen) {
      plan.pool()
          .map(pool -> scale.x(pool.connections().least()))
          .ifPresent(end -> shapes.bar("pool", PLOT_LEFT, end, middle, POOL_BAR));
    }
    shapes.text(name, limit.toString(), "end", WIDTH - MARGIN, middle - 3);
    shapes.text("muted", plan.directOn(row) + " directly", "end", WIDTH - MARGIN, middle + 14);
  }

  private static void bars(
      PictureShapes shapes, PictureScale scale, ConnectionRange limit, int middle) {
    var least = scale.x(limit.least());
    var most = scale.x(limit.most());
    shapes.bar("certain", PLOT_LEFT, least, middle, BAR);
    if (!limit.isExact()) {
      shapes.bar("possible", least, most, middle, BAR);
      shapes.whisker(least, most, middle);
    }
  }

  private static void axis(PictureShapes shapes, PictureScale scale, int bottom) {
    for (var tick : scale.ticks()) {
      shapes.line("grid", scale.x(tick), PLOT_TOP, scale.x(tick), bottom);
      shapes.text("muted", Phrases.count(tick), "middle", scale.x(tick), bottom + 20);
    }
  }

  private void peak(PictureShapes shapes, PictureScale scale, int bottom) {
    var x = scale.x(plan.peakConnections());
    shapes.line("peak", x, PLOT_TOP - 8, x, bottom);
    shapes.text(
        "peak-label", "peak " + Phrases.count(plan.peakConnections()), "middle", x, PLOT_TOP - 16);
  }

  private static void legend(PictureShapes shapes, int middle) {
    meaning(shapes, "certain", "certain connections", MARGIN, middle);
    meaning(shapes, "possible", "possible ones", 210, middle);
    meaning(shapes, "pool", "the proxy's pool, at least", 352, middle);
    shapes.line("peak", 574, middle, 596, middle);
    shapes.text("muted", "clients at peak", "start", 604, middle + 4);
  }

  private static void meaning(
      PictureShapes shapes, String kind, String meaning, int left, int middle) {
    shapes.bar(kind, left, left + 14, middle, 14);
    shapes.text("muted", meaning, "start", left + 22, middle + 4);
  }
}
