package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A time of the week in UTC, {@code ddd:hh24:mi-ddd:hh24:mi}, of at least 30 minutes (RDS API,
 * CreateDBInstance, PreferredMaintenanceWindow). In lower case, as RDS gives it back.
 */
public record MaintenanceWindow(String value) {

  /** What every valid window looks like; some that do are too short or too long. */
  public static final Pattern VALID =
      Pattern.compile(
          "(?:mon|tue|wed|thu|fri|sat|sun):(?:[01][0-9]|2[0-3]):[0-5][0-9]"
              + "-(?:mon|tue|wed|thu|fri|sat|sun):(?:[01][0-9]|2[0-3]):[0-5][0-9]");

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int DAY = 24 * 60;
  private static final String RULE =
      "be a time of the week in UTC of 30 minutes to less than a day, such as"
          + " sun:04:00-sun:05:00";

  public MaintenanceWindow {
    InvalidValue.requireMatch(value, VALID, RULE);
    var minutes = length(value);
    if (minutes < 30 || minutes >= DAY) {
      throw new InvalidValue(value, RULE);
    }
  }

  /** How long it is, in minutes. */
  int length() {
    return length(value);
  }

  private static int length(String window) {
    return Math.floorMod(minute(window.substring(10)) - minute(window), DAYS.size() * DAY);
  }

  /** The minute of the day that it begins with. */
  int start() {
    return minute(value) % DAY;
  }

  /** The minute of the week that {@code time} begins with. */
  private static int minute(String time) {
    return DAYS.indexOf(time.substring(0, 3)) * DAY
        + Integer.parseInt(time.substring(4, 6)) * 60
        + Integer.parseInt(time.substring(7, 9));
  }
}
