package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A version of PostgreSQL: the major version alone ({@code 17}), and RDS picks and upgrades the
 * minor one, or both ({@code 17.4}). From 11, the oldest that RDS Proxy still serves.
 */
public record PostgresVersion(String value) {

  public static final Pattern VALID = Pattern.compile("1[1-8](?:\\.[0-9]{1,2})?");

  /** No longer than an int. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  public PostgresVersion {
    InvalidValue.requireMatch(
        value, VALID, "be a PostgreSQL version that RDS Proxy serves, from 11 to 18: 17 or 17.4");
  }

  /** The major version, such as {@code 17}. */
  public String major() {
    return value.split("\\.", 2)[0];
  }

  /**
   * The last day of RDS's standard support: that of a February for each major version (RDS for
   * PostgreSQL release notes, "Release calendars"). Of the later ones it is what AWS plans.
   */
  LocalDate endOfStandardSupport() {
    return YearMonth.of(2013 + numbers(value)[0], Month.FEBRUARY).atEndOfMonth();
  }

  /** Whether a database that runs {@code full}, such as {@code 17.6}, has this version. */
  boolean isMetBy(String full) {
    var runs = numbers(full);
    return leavesMinorToRds() ? numbers(value)[0] == runs[0] : Arrays.equals(numbers(value), runs);
  }

  /** Whether a database that runs {@code full} would have to go back to this version. */
  boolean isBefore(String full) {
    return !isMetBy(full) && Arrays.compare(numbers(value), numbers(full)) < 0;
  }

  /** Whether a database that runs {@code full} would move up to another major version. */
  boolean isMajorAbove(String full) {
    return numbers(value)[0] > numbers(full)[0];
  }

  // What RDS runs has other forms, too: 11.22-rds.20250814 of extended support (RDS release notes),
  // 16.9-limitless of Aurora.
  private static int[] numbers(String version) {
    var found = NUMBER.matcher(version).results().limit(2).mapToInt(PostgresVersion::number);
    return Arrays.copyOf(found.toArray(), 2);
  }

  private static int number(MatchResult digits) {
    return Integer.parseInt(digits.group());
  }

  /**
   * Whether RDS picks and upgrades the minor version. Where one is named, RDS must not go beyond it
   * by itself: the next deployment would ask to go back, which it refuses.
   */
  public boolean leavesMinorToRds() {
    return !value.contains(".");
  }
}
