package io.datatier.rehearsal.rds;

import java.util.Optional;
import java.util.regex.Pattern;

/** Version numbers of PostgreSQL: a major version, with or without a minor version. */
final class EngineVersion {

  static final Pattern FORM = Pattern.compile("1[1-8](\\.\\d{1,2})?");
  static final Pattern AURORA_FORM = Pattern.compile("1[3-8](\\.\\d{1,2})?");
  static final String NEWEST = "17";

  private EngineVersion() {}

  static String major(String version) {
    return version.split("\\.", 2)[0];
  }

  /** Whether two versions have the same major version. */
  static boolean sameMajor(String one, String other) {
    return major(one).equals(major(other));
  }

  /** Whether a version is a major version alone, and another one has it. */
  static boolean isMajorOf(String version, String other) {
    return other.startsWith(version + ".");
  }

  /**
   * What the provider reads back as {@code engineVersion} (compareActualEngineVersion in
   * internal/service/rds/verify.go): the version of the state if it is the pending one, or the
   * actual one without its minor version; otherwise the actual one.
   *
   * @param state the version in the state; empty at an import
   * @param pending the version that waits for the maintenance window, if any
   */
  static String read(String state, String actual, Optional<String> pending) {
    boolean isKept = pending.filter(state::equals).isPresent() || isMajorOf(state, actual);
    return isKept ? state : actual;
  }
}
