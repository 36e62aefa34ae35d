package io.datatier.values;

import io.datatier.config.InvalidValue;
import java.util.List;

/** The retention of a CloudWatch log group in days, one that CloudWatch offers. */
public record LogRetention(int days) {

  /** The terms in days (CloudWatch Logs API, PutRetentionPolicy, retentionInDays). */
  public static final List<Integer> VALID =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  public LogRetention {
    if (!VALID.contains(days)) {
      throw new InvalidValue(days, "be a retention that CloudWatch Logs offers, in days: " + VALID);
    }
  }
}
