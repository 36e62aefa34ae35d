package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.AwsFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An engine and its versions (release notes of RDS and Aurora for PostgreSQL).
 *
 * @param name RDS's name for it
 * @param defaultMinors the default minor version of each major version
 */
record DbEngine(String name, Map<String, String> defaultMinors) {

  static final DbEngine POSTGRES =
      new DbEngine(
          "postgres",
          Map.of(
              "11", "22", "12", "22", "13", "22", "14", "19", "15", "14", "16", "10", "17", "6",
              "18", "1"));

  static final DbEngine AURORA =
      new DbEngine(
          "aurora-postgresql", Map.of("13", "21", "14", "18", "15", "13", "16", "9", "17", "5"));

  /**
   * The minor version of each major version that PostgreSQL released together with 17.0, or would
   * have: it releases the minor versions of all major ones on one day, and RDS upgrades to none
   * that is older than the running one (RDS user guide, "Choosing a major version for an upgrade").
   */
  private static final Map<String, Integer> RELEASED_WITH_17_0 =
      Map.of("11", 25, "12", 20, "13", 16, "14", 13, "15", 8, "16", 4, "17", 0, "18", -6);

  /**
   * The version that RDS runs when it is asked for one: a major version alone means the minor
   * version that the database has, or else the default.
   *
   * @param had the version that the database runs now; empty if it is new
   */
  String actual(String version, String had) {
    if (version.contains(".")) {
      return version;
    }
    return EngineVersion.isMajorOf(version, had)
        ? had
        : version + "." + defaultMinors.getOrDefault(version, "1");
  }

  /** The engine with RDS's name for it. */
  static Optional<DbEngine> named(String name) {
    return Stream.of(POSTGRES, AURORA).filter(engine -> engine.name.equals(name)).findFirst();
  }

  /**
   * Rejects what RDS rejects: downgrades, upgrades to a version that is older than the present one,
   * and major version upgrades that are not allowed explicitly.
   */
  void requireUpgrade(String from, String to, boolean majorAllowed) {
    if (from.equals(to)) {
      return;
    }
    int compared = Integer.compare(major(from), major(to));
    if (compared > 0 || (compared == 0 && minor(from) > minor(to))) {
      throw refusal(from, to, "RDS does not support downgrades.");
    } else if (compared < 0 && release(to) < release(from)) {
      throw refusal(from, to, "RDS offers only versions that are no older than " + from + ".");
    } else if (compared < 0 && !majorAllowed) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.");
    }
  }

  /** Whether the engine has this version, given in full. */
  boolean has(String version) {
    return version.contains(".") && defaultMinors.containsKey(EngineVersion.major(version));
  }

  /**
   * The later minor versions that RDS upgrades a version to, as far as the rehearsal knows them.
   */
  List<String> minorTargets(String version) {
    return minors(EngineVersion.major(version), minor(version) + 1).toList();
  }

  /** The major versions that RDS upgrades a version to. */
  List<String> majorTargets(String version) {
    return new TreeSet<>(defaultMinors.keySet())
        .tailSet(EngineVersion.major(version), false).stream()
            .flatMap(newer -> minors(newer, 1))
            .filter(newer -> release(newer) >= release(version))
            .toList();
  }

  private Stream<String> minors(String major, int least) {
    return IntStream.rangeClosed(least, number(defaultMinors.getOrDefault(major, "0")))
        .mapToObj(minor -> major + "." + minor);
  }

  private AwsFault refusal(String from, String to, String why) {
    return new AwsFault(
        "InvalidParameterCombination",
        "Cannot upgrade %s from %s to %s: %s".formatted(name, from, to, why));
  }

  private static int release(String version) {
    return minor(version) - RELEASED_WITH_17_0.getOrDefault(EngineVersion.major(version), 0);
  }

  private static int major(String version) {
    return number(EngineVersion.major(version));
  }

  private static int minor(String version) {
    var parts = version.split("\\.", 2);
    return parts.length == 2 ? number(parts[1]) : 0;
  }

  private static int number(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }
}
