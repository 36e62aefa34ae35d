package io.datatier.bench.figures;

import java.util.Map;

/** How a time grows with a size: as size to the power of an exponent. */
public final class Growth {

  private Growth() {}

  /**
   * The slope of the line through the logarithms that is nearest to all points (least squares).
   *
   * @param times by size, at least two, all above zero
   */
  public static double exponent(Map<Integer, Double> times) {
    if (times.size() < 2) {
      throw new IllegalArgumentException("growth needs two sizes");
    }
    var x = times.keySet().stream().mapToDouble(Math::log).average().orElseThrow();
    var y = times.values().stream().mapToDouble(Math::log).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (var point : times.entrySet()) {
      var dx = Math.log(point.getKey()) - x;
      above += dx * (Math.log(point.getValue()) - y);
      below += dx * dx;
    }
    return above / below;
  }
}
