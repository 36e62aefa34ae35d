package io.datatier.policy.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The engines that RDS Proxy supports (RDS user guide, "RDS Proxy"), with their default ports. */
public enum DatabaseEngine {
  POSTGRESQL(5432),
  MYSQL(3306),
  SQL_SERVER(1433);

  /** With their editions, but nothing that is only called after one. */
  private static final Pattern UNFRONTED =
      Pattern.compile(
          "(?i)(?:custom-)?oracle(?:-[a-z]{2}\\d?)?(?:-cdb)?|db2(?:-[a-z]{2})?"
              + "|custom-sqlserver(?:-[a-z]{2,3})?");

  /** Of Oracle and Db2, with and without TLS. */
  private static final Set<String> UNFRONTED_PORTS = Set.of("1521", "2484", "50000", "50001");

  private final int port;

  DatabaseEngine(int port) {
    this.port = port;
  }

  /** The default port of a database, and always the port of a proxy. */
  public int port() {
    return port;
  }

  /** The engine of an instance or cluster; empty if RDS Proxy does not support it. */
  public static Optional<DatabaseEngine> of(String engine) {
    var name = engine.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "postgres", "aurora-postgresql" -> Optional.of(POSTGRESQL);
      case "mysql", "mariadb", "aurora", "aurora-mysql" -> Optional.of(MYSQL);
      default -> name.startsWith("sqlserver-") ? Optional.of(SQL_SERVER) : Optional.empty();
    };
  }

  /** Whether no proxy fronts an engine of RDS (RDS user guide, "Limitations for RDS Proxy"). */
  public static boolean isUnfronted(String engine) {
    return UNFRONTED.matcher(engine).matches();
  }

  /** Whether a port is the usual one of an engine that no proxy fronts. */
  public static boolean isUnfrontedPort(String port) {
    return UNFRONTED_PORTS.contains(port);
  }

  /** The engine behind a proxy of this family. */
  public static DatabaseEngine ofProxyFamily(String family) {
    return switch (family) {
      case "MYSQL" -> MYSQL;
      case "SQLSERVER" -> SQL_SERVER;
      default -> POSTGRESQL;
    };
  }
}
