package io.datatier.proof.load;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The table that clients of one run write to, and their transaction. Its name is no other run's,
 * nor anybody's: what was there before is neither written nor dropped.
 */
public final class CallTable {

  private static final String SLEEP = "SELECT pg_sleep(?)";

  /** lock_not_available. */
  private static final String LOCKED = "55P03";

  private static final int TRIES = 10;

  private static final RandomGenerator NAMES = new SecureRandom();

  private final String name;

  private CallTable(String name) {
    this.name = name;
  }

  /**
   * Creates one with a name of its own; the tool's user needs the privilege to.
   *
   * @throws SQLException also where there is one of that name
   */
  public static CallTable create(Connection connection) throws SQLException {
    var name = "datatier_proof_%012x".formatted(NAMES.nextLong() >>> 16);
    run(connection, "CREATE TABLE " + name + " (id bigserial PRIMARY KEY, call text)");
    return new CallTable(name);
  }

  /** Its name, {@code datatier_proof_} and twelve hexadecimal digits. */
  public String name() {
    return name;
  }

  /**
   * Removes it, and ends the calls of clients who were cut off. What else reads it, such as {@code
   * pg_dump}, it lets finish for some seconds.
   *
   * @throws SQLException that names the table where it may be left
   */
  public void drop(Target target) throws SQLException {
    try (var connection = target.connect(true)) {
      run(connection, "SET lock_timeout = '1s'");
      var left = TRIES;
      do {
        cancelCalls(connection);
      } while (!tryDrop(connection, --left));
    } catch (SQLException failed) {
      throw new SQLException(
          "The table %s may be left in %s; drop it: %s"
              .formatted(name, target.database(), failed.getMessage()),
          failed);
    }
  }

  private boolean tryDrop(Connection connection, int left) throws SQLException {
    try {
      run(connection, "DROP TABLE IF EXISTS " + name);
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
  private void cancelCalls(Connection connection) throws SQLException {
    try (var cancel =
        connection.prepareStatement(
            """
            SELECT pg_cancel_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE relation = to_regclass('%s') AND pid <> pg_backend_pid()
              AND database = datid AND datname = current_database() AND usename = current_user
              AND query IN (?, ?)
            """
                .formatted(name))) {
      cancel.setString(1, sent(insert()));
      cancel.setString(2, sent(SLEEP));
      cancel.execute();
    }
  }

  private String insert() {
    return "INSERT INTO " + name + " (call) VALUES (?)";
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
  void call(Connection connection, Duration time) throws SQLException {
    try (var insert = connection.prepareStatement(insert());
        var select = connection.prepareStatement(SLEEP)) {
      insert.setString(1, "call");
      insert.executeUpdate();
      select.setDouble(1, time.toNanos() / 1e9);
      select.execute();
    }
    connection.commit();
  }
}
