package io.datatier.database;

/** The two things that RDS lets a proxy stand in front of. */
public enum DatabaseKind {
  INSTANCE,
  CLUSTER
}
