package io.datatier.proxy;

import io.datatier.database.Database;
import io.datatier.database.DatabaseCluster;
import io.datatier.database.PostgresDatabase;

/** What a proxy stands in front of: exactly one database. */
public sealed interface ProxyTarget {

  /** A single RDS instance, with its standby where it has one. */
  static ProxyTarget instance(Database database) {
    return new Instance(database);
  }

  /** An Aurora cluster: its writer, and for read-only endpoints its readers. */
  static ProxyTarget cluster(DatabaseCluster database) {
    return new Cluster(database);
  }

  /** Whichever of the two {@code database} is. */
  static ProxyTarget of(PostgresDatabase database) {
    return switch (database.kind()) {
      case INSTANCE -> new Instance(database);
      case CLUSTER -> new Cluster(database);
    };
  }

  /** The database behind the proxy. Both live in one network, as RDS wants. */
  PostgresDatabase database();

  /** An RDS instance. */
  record Instance(PostgresDatabase database) implements ProxyTarget {}

  /** An Aurora cluster. */
  record Cluster(PostgresDatabase database) implements ProxyTarget {}
}
