package io.datatier.capacity;

import java.util.OptionalInt;

/**
 * The database behind the proxy.
 *
 * @param kind instance, cluster or existing database
 * @param instanceClass of the instance or of the cluster's writer; for an existing database, its
 *     identifier
 * @param maxConnections set in the parameter group; empty for the default formula
 * @param multiAz whether an instance has a standby
 * @param storageGib gp3 storage of an instance in GiB
 */
public record DatabaseTarget(
    Kind kind, String instanceClass, OptionalInt maxConnections, boolean multiAz, int storageGib) {

  /** The kinds of database that RDS Proxy serves. */
  public enum Kind {
    /** RDS for PostgreSQL. */
    INSTANCE,
    /** Aurora PostgreSQL on provisioned instances. */
    CLUSTER,
    /** An existing instance or cluster of unknown class. */
    EXISTING
  }

  /** An instance with the default parameter group's {@code max_connections}. */
  public static DatabaseTarget instance(String instanceClass, boolean multiAz, int storageGib) {
    return new DatabaseTarget(
        Kind.INSTANCE, instanceClass, OptionalInt.empty(), multiAz, storageGib);
  }

  /** An Aurora cluster with the default parameter group's {@code max_connections}. */
  public static DatabaseTarget cluster(String instanceClass) {
    return new DatabaseTarget(Kind.CLUSTER, instanceClass, OptionalInt.empty(), false, 0);
  }

  /** The existing database {@code identifier}. */
  public static DatabaseTarget existing(String identifier) {
    return new DatabaseTarget(Kind.EXISTING, identifier, OptionalInt.empty(), false, 0);
  }

  /** The same database with a parameter group that sets {@code max_connections}. */
  public DatabaseTarget withMaxConnections(int maxConnections) {
    return new DatabaseTarget(
        kind, instanceClass, OptionalInt.of(maxConnections), multiAz, storageGib);
  }
}
