package io.datatier.policy.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A family of parameter groups of PostgreSQL: {@code postgres16}, {@code aurora-postgresql16}.
 *
 * @param aurora whether of Aurora
 * @param major the major version of PostgreSQL
 */
public record PostgresFamily(boolean aurora, int major) {

  private static final Pattern NAME =
      Pattern.compile(
          "(?:default\\.)?(?:(aurora-postgresql)|postgres)(\\d{1,3})(?:\\.[\\d.]*)?",
          Pattern.CASE_INSENSITIVE);

  /** The family of this name, or of the default group of this name; none if not PostgreSQL's. */
  public static Optional<PostgresFamily> of(String name) {
    var matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new PostgresFamily(matcher.group(1) != null, Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The family of an engine in a version; none if not PostgreSQL's. */
  public static Optional<PostgresFamily> of(String engine, String version) {
    return of(engine + version);
  }

  /**
   * Whether {@code rds.force_ssl} is 1 where nobody sets it: for RDS from version 15 on (RDS user
   * guide, "Using SSL with a PostgreSQL DB instance"), for Aurora from 17 on (Aurora user guide,
   * "Security with Amazon Aurora PostgreSQL").
   */
  public boolean forcesTlsByDefault() {
    return major >= (aurora ? 17 : 15);
  }
}
