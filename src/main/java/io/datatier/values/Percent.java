package io.datatier.values;

import io.datatier.config.InvalidValue;

/** A whole percentage, 0 to 100. */
public record Percent(int value) implements Comparable<Percent> {

  public Percent {
    InvalidValue.requireBetween(value, 0, 100, "be a whole percentage from 0 to 100");
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
