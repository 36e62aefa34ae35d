package io.datatier.database;

import io.datatier.config.Written;

/** What a database user may do with the tables of the schema {@code public}. */
public enum DatabaseAccess {
  /** Read, insert, update and delete rows. */
  READ_WRITE,
  /** Read rows. */
  READ_ONLY;

  /** {@code readWrite} or {@code readOnly}, as configuration and the migration function have it. */
  public String text() {
    return Written.of(this);
  }
}
