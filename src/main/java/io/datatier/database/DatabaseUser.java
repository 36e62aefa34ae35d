package io.datatier.database;

import io.datatier.config.Allows;
import io.datatier.config.ByDefault;
import io.datatier.config.OfStack;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import io.datatier.config.Unique;
import java.util.Optional;

/**
 * A user of the database that one application logs in as, besides the master user: it owns nothing
 * and may not change the schema.
 *
 * @param name the role in PostgreSQL, and the {@code username} in its secret
 * @param access what it may do with rows
 * @param rotation of its password; without it, nothing changes it
 */
public record DatabaseUser(
    @Required("the user's name in PostgreSQL")
        @Allows("1 to 63 lower-case letters, digits and `_`; not the master user")
        @Unique("users")
        DatabaseUsername name,
    @ByDefault("readWrite") @Allows("; access to rows, never to the schema") DatabaseAccess access,
    @Allows("scheduled changes of its password") Optional<Rotation> rotation) {

  /** A user that reads and writes rows. */
  public static DatabaseUser readWrite(String name) {
    return new DatabaseUser(
        new DatabaseUsername(name), DatabaseAccess.READ_WRITE, Optional.empty());
  }

  /** A user that only reads rows. */
  public static DatabaseUser readOnly(String name) {
    return new DatabaseUser(new DatabaseUsername(name), DatabaseAccess.READ_ONLY, Optional.empty());
  }

  @Rule
  static void requireAnotherThanMaster(DatabaseUsername name, @OfStack DatabaseSource database) {
    database.masterUsername().requireAnother(name);
  }
}
