package io.datatier.tools.plan;

import io.datatier.text.SvgWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The shapes of the chart; {@code kind} is a class of its style sheet. */
record PictureShapes(SvgWriter svg) {

  private static final int CAP = 5;

  void bar(String kind, double from, double to, double middle, int height) {
    box(kind, from, middle - height / 2.0, to - from, height, 0);
  }

  void box(String kind, double left, double top, double width, double height, int radius) {
    svg.empty(
        "rect",
        "class",
        kind,
        "x",
        number(left),
        "y",
        number(top),
        "width",
        number(width),
        "height",
        number(height),
        "rx",
        number(radius));
  }

  /** A horizontal line with a cap at each end. */
  void whisker(double from, double to, double middle) {
    line("whisker", from, middle, to, middle);
    line("whisker", from, middle - CAP, from, middle + CAP);
    line("whisker", to, middle - CAP, to, middle + CAP);
  }

  void line(String kind, double fromX, double fromY, double toX, double toY) {
    svg.empty(
        "line",
        "class",
        kind,
        "x1",
        number(fromX),
        "y1",
        number(fromY),
        "x2",
        number(toX),
        "y2",
        number(toY));
  }

  /**
   * A line of text.
   *
   * @param anchor which part of it is at {@code x}: start, middle or end
   */
  void text(String kind, String text, String anchor, double x, double y) {
    svg.text("text", text, "class", kind, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  private static String number(double position) {
    return BigDecimal.valueOf(position)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
