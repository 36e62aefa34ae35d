package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.AwsFault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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

  /** Whether an engine has this version, given in full. */
  static boolean isOf(String engine, String version) {
    return version.contains(".") && minors(engine).containsKey(major(version));
  }

  /**
   * The minor versions that RDS upgrades a version to: all later ones of its major version, as far
   * as the rehearsal knows them.
   */
  static List<String> minorTargets(String engine, String version) {
    var newest = Integer.parseInt(minors(engine).getOrDefault(major(version), "0"));
    return IntStream.rangeClosed(minor(version) + 1, newest)
        .mapToObj(minor -> major(version) + "." + minor)
        .toList();
  }

  /**
   * The major versions that RDS upgrades a version to. PostgreSQL releases the minor versions of
   * all major ones on one day, and RDS upgrades to none that is older than the running one (RDS
   * user guide, "Choosing a major version for an upgrade").
   */
  static List<String> majorTargets(String engine, String version) {
    var minors = minors(engine);
    var behind = Integer.parseInt(minors.getOrDefault(major(version), "0")) - minor(version);
    return new TreeMap<>(minors)
        .tailMap(major(version), false).entrySet().stream()
            .flatMap(
                newer -> {
                  var newest = Integer.parseInt(newer.getValue());
                  return IntStream.rangeClosed(Math.max(1, newest - behind), newest)
                      .mapToObj(minor -> newer.getKey() + "." + minor);
                })
            .toList();
  }

  private static Map<String, String> minors(String engine) {
    return switch (engine) {
      case "postgres" -> DEFAULT_MINOR;
      case "aurora-postgresql" -> AURORA_DEFAULT_MINOR;
      default -> Map.of();
    };
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring(version.indexOf('.') + 1));
  }

  private static int number(String version) {
    var parts = version.split("\\.", 2);
    return parts.length == 2 && version.matches("\\d+\\.\\d+")
        ? Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1])
        : 0;
  }
}
