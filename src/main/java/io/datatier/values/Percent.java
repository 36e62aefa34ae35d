package io.datatier.values;

import io.datatier.config.Between;
import io.datatier.config.Constraints;

/** A whole percentage, 0 to 100. */
public record Percent(@Between(least = "0", most = "100", unit = "%") int value)
    implements Comparable<Percent> {

  public Percent {
    Constraints.check(Percent.class, value);
  }

  @Override
  public int compareTo(Percent other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value + " %";
  }
}
