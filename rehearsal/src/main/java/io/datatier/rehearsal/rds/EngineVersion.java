package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.AwsFault;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Versions of RDS for PostgreSQL and of Aurora PostgreSQL (their release notes). A major version
 * alone means its default minor version.
 */
final class EngineVersion {

  static final Pattern FORM = Pattern.compile("1[1-7](\\.\\d{1,2})?");
  static final Pattern AURORA_FORM = Pattern.compile("1[3-7](\\.\\d{1,2})?");
  static final String NEWEST = "17";

  private static final Map<String, String> DEFAULT_MINOR =
      Map.of("11", "22", "12", "22", "13", "22", "14", "19", "15", "14", "16", "10", "17", "6");

  private static final Map<String, String> AURORA_DEFAULT_MINOR =
      Map.of("13", "21", "14", "18", "15", "13", "16", "9", "17", "5");

  private EngineVersion() {}

  static String major(String version) {
    return version.split("\\.", 2)[0];
  }

  static String actual(String version) {
    return actual(version, DEFAULT_MINOR);
  }

  static String auroraActual(String version) {
    return actual(version, AURORA_DEFAULT_MINOR);
  }

  private static String actual(String version, Map<String, String> minors) {
    return version.contains(".") ? version : version + "." + minors.getOrDefault(version, "1");
  }

  /**
   * Rejects downgrades, and major version upgrades that are not allowed explicitly, as RDS does.
   */
  static void upgrade(String from, String to, boolean majorAllowed) {
    int compared = number(to) - number(from);
    if (compared < 0) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "Cannot upgrade postgres from %s to %s: RDS does not support downgrades."
              .formatted(from, to));
    }
    if (!major(from).equals(major(to)) && !majorAllowed) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version: set allowMajorVersionUpgrade.");
    }
  }

  private static int number(String version) {
    var parts = version.split("\\.", 2);
    return parts.length == 2 && version.matches("\\d+\\.\\d+")
        ? Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1])
        : 0;
  }
}
