package io.datatier.database;

/** What a database user may do with the tables of the schema {@code public}. */
public enum DatabaseAccess {
  /** Read, insert, update and delete rows. */
  READ_WRITE("readWrite"),
  /** Read rows. */
  READ_ONLY("readOnly");

  private final String text;

  DatabaseAccess(String text) {
    this.text = text;
  }

  /** {@code readWrite} or {@code readOnly}, as configuration and the migration function have it. */
  public String text() {
    return text;
  }
}
