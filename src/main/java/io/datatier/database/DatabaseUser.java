package io.datatier.database;

/**
 * A user of the database that one application logs in as, beside the master user: it owns nothing
 * and may not change the schema.
 *
 * @param name the role in PostgreSQL, and the {@code username} in its secret
 * @param access what it may do with rows
 */
public record DatabaseUser(DatabaseUsername name, DatabaseAccess access) {

  /** A user that reads and writes rows. */
  public static DatabaseUser readWrite(String name) {
    return new DatabaseUser(new DatabaseUsername(name), DatabaseAccess.READ_WRITE);
  }

  /** A user that only reads rows. */
  public static DatabaseUser readOnly(String name) {
    return new DatabaseUser(new DatabaseUsername(name), DatabaseAccess.READ_ONLY);
  }
}
