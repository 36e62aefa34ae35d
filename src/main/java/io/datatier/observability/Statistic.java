package io.datatier.observability;

/** How CloudWatch aggregates what was reported within a minute. */
enum Statistic {
  SUM("Sum"),
  AVERAGE("Average"),
  MINIMUM("Minimum");

  private final String name;

  Statistic(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
