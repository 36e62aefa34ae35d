package io.datatier.rehearsal.behavior;

import java.util.regex.Pattern;

/** The times of a database at which RDS backs it up and maintains it, which must not overlap. */
final class Windows {

  private static final Pattern DAILY =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern WEEKLY =
      Pattern.compile(
          "(?i)(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d-(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d");

  private Windows() {}

  /**
   * Judges both.
   *
   * @param daily the property with the time of the backup
   * @param weekly the property with the time of the maintenance
   */
  static void check(Inputs inputs, String daily, String weekly) {
    inputs
        .matches(daily, DAILY, "be a time of day in UTC such as 07:12-07:42")
        .matches(weekly, WEEKLY, "be a time of the week in UTC such as sun:04:32-sun:05:02");
    var backup = inputs.values().text(daily).filter(DAILY.asMatchPredicate());
    var maintenance = inputs.values().text(weekly).filter(WEEKLY.asMatchPredicate());
    if (backup.isPresent() && maintenance.isPresent()) {
      int backupStart = minute(backup.get().substring(0, 5));
      int backupEnd = minute(backup.get().substring(6));
      int start = minute(maintenance.get().substring(4, 9));
      int end = minute(maintenance.get().substring(14));
      if (start < backupEnd && backupStart < end) {
        inputs.fail(weekly, "must not overlap %s, %s".formatted(daily, backup.get()));
      }
    }
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
