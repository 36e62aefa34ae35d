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
  Optional<DatabaseComponent> made();

  /** The identifier of the DB instance or cluster, known once it exists. */
  Output<String> identifier();

  /** Whether it is an instance or a cluster. */
  DatabaseKind kind();

  /** Whether it has readers, which a read-only endpoint needs. */
  boolean hasReaders();

  /** The database's network. */
  Network network();

  /** The database's security group. */
  Output<String> securityGroupId();

  /** The port that it listens on. */
  int port();

  /** The first database in it. */
  DatabaseName databaseName();

  /** The master user. */
  DatabaseLogin master();
}
