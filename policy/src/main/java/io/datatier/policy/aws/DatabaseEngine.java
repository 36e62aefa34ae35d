package io.datatier.policy.aws;

import java.util.Locale;
import java.util.Optional;

/** The engines that RDS Proxy can front (RDS user guide, "RDS Proxy"), with their usual ports. */
public enum DatabaseEngine {
  POSTGRESQL(5432),
  MYSQL(3306),
  SQL_SERVER(1433);

  private final int port;

  DatabaseEngine(int port) {
    this.port = port;
  }

  /** Where a database listens unless told otherwise, and a proxy always. */
  public int port() {
    return port;
  }

  /** The engine of an instance or cluster; none for one that no proxy fronts. */
  public static Optional<DatabaseEngine> of(String engine) {
    var name = engine.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "postgres", "aurora-postgresql" -> Optional.of(POSTGRESQL);
      case "mysql", "mariadb", "aurora", "aurora-mysql" -> Optional.of(MYSQL);
      default -> name.startsWith("sqlserver-") ? Optional.of(SQL_SERVER) : Optional.empty();
    };
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
