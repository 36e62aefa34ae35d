package io.datatier.database;

/** What a database user may do with the tables of the schema {@code public}. */
public enum DatabaseAccess {
  /** Read, insert, update and delete rows. */
  READ_WRITE,
  /** Read rows. */
  READ_ONLY
}
