package io.datatier.values;

import java.util.List;

/** How many days a CloudWatch log group keeps its events: only the terms that CloudWatch offers. */
public record LogRetention(int days) {

  /** The terms in days (CloudWatch Logs API, PutRetentionPolicy, retentionInDays). */
  public static final List<Integer> LAWFUL =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  /** How many days logs are kept unless something else is asked for. */
  public static final String USUAL_DAYS = "30";

  /** The same. */
  public static final LogRetention USUAL = new LogRetention(Integer.parseInt(USUAL_DAYS));

  public LogRetention {
    if (!LAWFUL.contains(days)) {
      throw new InvalidValue(days, "be one of CloudWatch's terms in days: " + LAWFUL);
    }
  }
}
