package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * A time of the day in UTC, {@code hh24:mi-hh24:mi}, of at least 30 minutes (RDS API,
 * CreateDBInstance, PreferredBackupWindow).
 */
public record BackupWindow(String value) {

  /** What every valid window looks like; some that do are too short. */
  public static final Pattern VALID =
      Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]");

  private static final int DAY = 24 * 60;
  private static final String RULE =
      "be a time of the day in UTC of 30 minutes or more, such as 02:00-02:30";

  public BackupWindow {
    InvalidValue.requireMatch(value, VALID, RULE);
    if (length(value) < 30) {
      throw new InvalidValue(value, RULE);
    }
  }

  /** Whether a backup may be taken while RDS maintains the database. */
  boolean overlaps(MaintenanceWindow maintenance) {
    var start = minute(value);
    return Math.floorMod(maintenance.start() - start, DAY) < length(value)
        || Math.floorMod(start - maintenance.start(), DAY) < maintenance.length();
  }

  private static int length(String window) {
    return Math.floorMod(minute(window.substring(6)) - minute(window), DAY);
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3, 5));
  }
}
