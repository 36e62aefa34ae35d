package io.datatier.rehearsal.rds;

import static java.time.DayOfWeek.MONDAY;

import io.datatier.rehearsal.core.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A database's backup and maintenance windows: their lengths, and that they do not overlap (RDS
 * API, CreateDBInstance). Both may span midnight.
 */
final class Windows {

  private static final Pattern DAILY =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern WEEKLY =
      Pattern.compile(
          "(?i)(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d-(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d");

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;
  private static final int SHORTEST = 30;

  private Windows() {}

  /**
   * Validates both windows.
   *
   * @param daily the property with the backup window
   * @param weekly the property with the maintenance window
   */
  static void check(Inputs inputs, String daily, String weekly) {
    inputs
        .matches(daily, DAILY, "be a time of day in UTC such as 07:12-07:42")
        .matches(weekly, WEEKLY, "be a time of the week in UTC such as sun:04:32-sun:05:02");
    var backup = inputs.values().text(daily).filter(DAILY.asMatchPredicate());
    var maintenance = inputs.values().text(weekly).filter(WEEKLY.asMatchPredicate());
    backup
        .filter(window -> length(window.substring(0, 5), window.substring(6), DAY) < SHORTEST)
        .ifPresent(window -> inputs.fail(daily, "must be at least 30 minutes long"));
    maintenance.ifPresent(
        window -> {
          int minutes = length(window.substring(0, 9), window.substring(10), WEEK);
          if (minutes < SHORTEST || minutes >= DAY) {
            inputs.fail(weekly, "must be at least 30 minutes and less than 24 hours long");
          }
        });
    if (backup.isPresent() && maintenance.isPresent() && overlap(backup.get(), maintenance.get())) {
      inputs.fail(weekly, "must not overlap %s, %s".formatted(daily, backup.get()));
    }
  }

  /** The start of the next maintenance window after a time. */
  static Instant next(String weekly, Instant now) {
    var monday = now.atOffset(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(MONDAY));
    var start =
        monday.truncatedTo(ChronoUnit.DAYS).plusMinutes(minute(weekly.substring(0, 9))).toInstant();
    return start.isAfter(now) ? start : start.plus(Duration.ofDays(7));
  }

  /** Whether the daily window overlaps the weekly one on any day. */
  private static boolean overlap(String backup, String maintenance) {
    int backupStart = minute(backup.substring(0, 5));
    int backupLength = length(backup.substring(0, 5), backup.substring(6), DAY);
    int start = minute(maintenance.substring(0, 9));
    int length = length(maintenance.substring(0, 9), maintenance.substring(10), WEEK);
    return IntStream.range(0, DAYS.size())
        .map(day -> day * DAY + backupStart)
        .anyMatch(
            other ->
                Math.floorMod(other - start, WEEK) < length
                    || Math.floorMod(start - other, WEEK) < backupLength);
  }

  private static int length(String from, String to, int cycle) {
    return Math.floorMod(minute(to) - minute(from), cycle);
  }

  /** The minute of the day, or of the week if the time includes a day. */
  private static int minute(String time) {
    if (time.length() > 5) {
      int day = DAYS.indexOf(time.substring(0, 3).toLowerCase(Locale.ROOT));
      return day * DAY + minute(time.substring(4));
    }
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
