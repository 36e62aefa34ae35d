package io.datatier.database;

import io.datatier.values.InvalidValue;
import java.util.regex.Pattern;

/**
 * A version of PostgreSQL: the major version alone ({@code 17}), and RDS picks and upgrades the
 * minor one, or both ({@code 17.4}). From 11, the oldest that RDS Proxy still serves.
 */
public record PostgresVersion(String value) {

  public static final Pattern VALID = Pattern.compile("1[1-8](?:\\.[0-9]{1,2})?");

  public PostgresVersion {
    InvalidValue.requireMatch(
        value, VALID, "be a PostgreSQL version that RDS Proxy serves, from 11 to 18: 17 or 17.4");
  }

  /** The major version, such as {@code 17}. */
  public String major() {
    return value.split("\\.", 2)[0];
  }

  /** Whether a database that runs {@code full}, such as {@code 17.6}, has this version. */
  boolean isMetBy(String full) {
    return leavesMinorToRds()
        ? major().equals(new PostgresVersion(full).major())
        : value.equals(full);
  }

  /** Whether a database that runs {@code full} would have to go back to this version. */
  boolean isBefore(String full) {
    return !isMetBy(full) && number(value) < number(full);
  }

  private static int number(String version) {
    var parts = version.split("\\.", 2);
    return Integer.parseInt(parts[0]) * 100 + (parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
  }

  /**
   * Whether RDS picks and upgrades the minor version. Where one is named, RDS must not go beyond it
   * by itself: the next deployment would ask to go back, which it refuses.
   */
  public boolean leavesMinorToRds() {
    return !value.contains(".");
  }
}
