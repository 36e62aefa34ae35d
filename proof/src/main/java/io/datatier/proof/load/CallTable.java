package io.datatier.proof.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The table that clients write to, and their transaction. */
public final class CallTable {

  private static final String NAME = "datatier_proof";

  /** lock_not_available. */
  private static final String LOCKED = "55P03";

  private static final int TRIES = 10;

  private CallTable() {}

  /** Makes it; whoever runs the tool needs the right to. */
  public static void create(Connection connection) throws SQLException {
    run(
        connection,
        "CREATE TABLE IF NOT EXISTS " + NAME + " (id bigserial PRIMARY KEY, call text)");
  }

  /** Removes it, and ends the transactions that hold it: those of clients who were cut off. */
  public static void drop(Connection connection) throws SQLException {
    run(connection, "SET lock_timeout = '1s'");
    for (var left = TRIES; ; left--) {
      // The database goes on with the statement of a client that is gone; and RDS Proxy passes no
      // request to cancel it on (RDS user guide, "Quotas and limitations for RDS Proxy").
      run(
          connection,
          """
          SELECT pg_cancel_backend(pid) FROM pg_locks
          WHERE relation = to_regclass('%s') AND pid <> pg_backend_pid()
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          """
              .formatted(NAME));
      try {
        run(connection, "DROP TABLE IF EXISTS " + NAME);
        return;
      } catch (SQLException held) {
        if (!LOCKED.equals(held.getSQLState()) || left == 0) {
          throw new SQLException(
              "The table %s is left; drop it: %s".formatted(NAME, held.getMessage()), held);
        }
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Begins a transaction; for its first answer a pool needs a free connection. */
  static void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "SELECT 1");
  }

  /**
   * Ends the transaction with an insert and a select.
   *
   * @param time that it takes in the database
   */
  static void call(Connection connection, Duration time) throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO " + NAME + " (call) VALUES (?)");
        var select = connection.prepareStatement("SELECT pg_sleep(?)")) {
      insert.setString(1, "call");
      insert.executeUpdate();
      select.setDouble(1, time.toNanos() / 1e9);
      select.execute();
    }
    connection.commit();
  }
}
