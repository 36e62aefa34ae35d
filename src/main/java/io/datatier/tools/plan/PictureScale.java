package io.datatier.tools.plan;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The horizontal scale of the chart.
 *
 * @param greatest the greatest number of connections to draw
 * @param from the x coordinate of 0
 * @param to the x coordinate of the last tick
 */
record PictureScale(long greatest, int from, int to) {

  private static final int MOST_TICKS = 6;

  double x(long connections) {
    return from + (to - from) * (double) connections / end();
  }

  /** Round numbers from 0 up to the greatest or the next above it. */
  List<Long> ticks() {
    return LongStream.rangeClosed(0, end() / step()).mapToObj(tick -> tick * step()).toList();
  }

  private long end() {
    return Math.max(1, (greatest + step() - 1) / step()) * step();
  }

  // 1, 2 or 5 times a power of ten.
  private long step() {
    for (var power = 1L; ; power *= 10) {
      for (var digit : List.of(1, 2, 5)) {
        if (greatest <= power * digit * MOST_TICKS) {
          return power * digit;
        }
      }
    }
  }
}
