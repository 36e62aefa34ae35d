package io.datatier.database;

/** The two things that RDS lets a proxy stand in front of. */
public enum DatabaseKind {
  INSTANCE("postgres"),
  CLUSTER("aurora-postgresql");

  private final String engine;

  DatabaseKind(String engine) {
    this.engine = engine;
  }

  /** What RDS calls the engine of PostgreSQL on it. */
  public String engine() {
    return engine;
  }
}
