package io.datatier.database;

import com.pulumi.core.Output;
import io.datatier.network.Network;
import java.util.Optional;

/** A PostgreSQL database behind the proxy: a new one or an existing one. */
public sealed interface PostgresDatabase permits DatabaseComponent, ExistingDatabase {

  /**
   * PostgreSQL's port, that of every database made here; the only one on which RDS Proxy listens.
   */
  int PORT = 5432;

  /** The component of a new database; empty for an existing one. */
  Optional<DatabaseComponent> created();

  /** The identifier of the DB instance or cluster, known once it exists. */
  Output<String> identifier();

  /** What the stack says of it. */
  DatabaseSource settings();

  /** Whether it is an instance or a cluster. */
  default DatabaseKind kind() {
    return settings().kind();
  }

  /** Whether it has readers, which a read-only endpoint needs. */
  default boolean hasReaders() {
    return settings().hasReaders();
  }

  /** The database's network. */
  Network network();

  /** The database's security group. */
  Output<String> securityGroupId();

  /** The port that it listens on. */
  int port();

  /** The first database in it. */
  default DatabaseName databaseName() {
    return settings().databaseName();
  }

  /** The master user. */
  DatabaseLogin master();
}
