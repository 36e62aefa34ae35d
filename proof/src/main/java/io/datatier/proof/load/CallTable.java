package io.datatier.proof.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The table that clients write to, and their transaction. */
public final class CallTable {

  private static final String NAME = "datatier_proof";

  private static final String INSERT = "INSERT INTO " + NAME + " (call) VALUES (?)";
  private static final String SLEEP = "SELECT pg_sleep(?)";

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

  /**
   * Removes it, and ends the calls of clients who were cut off. What else reads it, such as {@code
   * pg_dump}, it lets finish for some seconds.
   *
   * @throws SQLException that names the table where it may be left
   */
  public static void drop(Target target) throws SQLException {
    try (var connection = target.connect(true)) {
      run(connection, "SET lock_timeout = '1s'");
      var left = TRIES;
      do {
        cancelCalls(connection);
      } while (!isDropped(connection, --left));
    } catch (SQLException failed) {
      throw new SQLException(
          "The table %s may be left in %s; drop it: %s"
              .formatted(NAME, target.database(), failed.getMessage()),
          failed);
    }
  }

  private static boolean isDropped(Connection connection, int left) throws SQLException {
    try {
      run(connection, "DROP TABLE IF EXISTS " + NAME);
      return true;
    } catch (SQLException held) {
      if (!LOCKED.equals(held.getSQLState()) || left == 0) {
        throw held;
      }
      return false;
    }
  }

  /**
   * The database goes on with the statement of a client that is gone; and RDS Proxy passes no
   * request to cancel it on (RDS user guide, "Quotas and limitations for RDS Proxy").
   */
  private static void cancelCalls(Connection connection) throws SQLException {
    try (var cancel =
        connection.prepareStatement(
            """
            SELECT pg_cancel_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE relation = to_regclass('%s') AND pid <> pg_backend_pid()
              AND database = datid AND datname = current_database() AND usename = current_user
              AND query IN (?, ?)
            """
                .formatted(NAME))) {
      cancel.setString(1, sent(INSERT));
      cancel.setString(2, sent(SLEEP));
      cancel.execute();
    }
  }

  /** A statement as the driver sends it. */
  private static String sent(String sql) {
    return sql.replace("?", "$1");
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
    try (var insert = connection.prepareStatement(INSERT);
        var select = connection.prepareStatement(SLEEP)) {
      insert.setString(1, "call");
      insert.executeUpdate();
      select.setDouble(1, time.toNanos() / 1e9);
      select.execute();
    }
    connection.commit();
  }
}
