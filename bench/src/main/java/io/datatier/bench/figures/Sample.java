package io.datatier.bench.figures;

import java.util.ArrayList;
import java.util.List;

/** One measure, taken several times. */
public record Sample(List<Double> values) {

  public Sample {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a sample needs a value");
    }
  }

  Sample with(double value) {
    var more = new ArrayList<>(values);
    more.add(value);
    return new Sample(more);
  }

  /** The middle one, or the mean of the two in the middle. */
  public double median() {
    var sorted = values.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  public double least() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  public double most() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
