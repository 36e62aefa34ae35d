package io.datatier.database;

import com.pulumi.core.Output;
import io.datatier.network.Network;
import java.util.Optional;

/** A PostgreSQL database that a proxy can stand in front of: one made here, or one that exists. */
public sealed interface PostgresDatabase permits DatabaseComponent, ExistingDatabase {

  /**
   * PostgreSQL's port, that of every database made here; the only one on which RDS Proxy listens.
   */
  int PORT = 5432;

  /** The database made here; empty for one that exists. */
  Optional<DatabaseComponent> made();

  /** The identifier of the DB instance or cluster, known once it exists. */
  Output<String> identifier();

  /** Whether it is an instance or a cluster. */
  DatabaseKind kind();

  /** Whether it has instances that serve reads only, which a read-only endpoint needs. */
  boolean hasReaders();

  /** Where the database lives. */
  Network network();

  /** The group that stands before the database. */
  Output<String> securityGroupId();

  /** The port that it listens on. */
  int port();

  /** The first database in it. */
  DatabaseName databaseName();

  /** The master user. */
  DatabaseLogin master();
}
