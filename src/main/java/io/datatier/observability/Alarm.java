package io.datatier.observability;

/**
 * When to notify, and what to do about it.
 *
 * @param role what distinguishes it from the other alarms of its component
 * @param threshold in the unit of the measurement
 * @param periods for how long before it alarms
 * @param description what it means and what to look at first
 */
record Alarm(
    String role,
    Measurement measurement,
    Comparison comparison,
    double threshold,
    EvaluationPeriods periods,
    String description) {

  /** The alarm's name in AWS: {@code proxy-alarms-prod-high-client-connections}. */
  String name(String component) {
    return component + "-" + comparison.word + "-" + role;
  }

  /** The side of the threshold that raises the alarm. */
  enum Comparison {
    ABOVE("GreaterThanThreshold", "high"),
    BELOW("LessThanThreshold", "low");

    private final String operator;
    private final String word;

    Comparison(String operator, String word) {
      this.operator = operator;
      this.word = word;
    }

    String operator() {
      return operator;
    }
  }

  /**
   * How many of the last minutes.
   *
   * @param datapoints minutes on the wrong side of the threshold
   * @param count minutes looked at
   */
  record EvaluationPeriods(int datapoints, int count) {

    static EvaluationPeriods minutes(int onEnd) {
      return new EvaluationPeriods(onEnd, onEnd);
    }
  }
}
