package io.datatier.rehearsal.cloudwatch;

import java.util.ArrayList;
import java.util.List;

/** The units of CloudWatch's metrics (CloudWatch API, StandardUnit). */
final class MetricUnits {

  private static final List<String> QUANTITIES =
      List.of(
          "Bits",
          "Bytes",
          "Gigabits",
          "Gigabytes",
          "Kilobits",
          "Kilobytes",
          "Megabits",
          "Megabytes",
          "Terabits",
          "Terabytes");

  private MetricUnits() {}

  static String[] all() {
    var units =
        new ArrayList<>(
            List.of(
                "Count",
                "Count/Second",
                "Microseconds",
                "Milliseconds",
                "None",
                "Percent",
                "Seconds"));
    units.addAll(QUANTITIES);
    QUANTITIES.forEach(quantity -> units.add(quantity + "/Second"));
    return units.toArray(String[]::new);
  }
}
