package io.datatier.policy.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter group family of PostgreSQL: {@code postgres16}, {@code aurora-postgresql16}.
 *
 * @param aurora whether it is for Aurora
 * @param major the major version of PostgreSQL
 */
public record PostgresFamily(boolean aurora, int major) {

  /** Versions go on as in {@code 11.22-rds.20240418} (RDS user guide, "RDS Extended Support"). */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:default\\.)?(?:(aurora-postgresql)|postgres)(\\d{1,3})(?:[.-].*)?",
          Pattern.CASE_INSENSITIVE);

  /** The family or default group of this name; empty if it is not PostgreSQL's. */
  public static Optional<PostgresFamily> of(String name) {
    var matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new PostgresFamily(matcher.group(1) != null, Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The family of an engine version; empty if it is not PostgreSQL's. */
  public static Optional<PostgresFamily> of(String engine, String version) {
    return of(engine + version);
  }

  /**
   * Whether {@code rds.force_ssl} defaults to 1: on RDS since version 15 (RDS user guide, "Using
   * SSL with a PostgreSQL DB instance"), on Aurora since 17 (Aurora user guide, "Security with
   * Amazon Aurora PostgreSQL").
   */
  public boolean forcesTlsByDefault() {
    return major >= (aurora ? 17 : 15);
  }
}
