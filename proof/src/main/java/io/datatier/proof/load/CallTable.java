package io.datatier.proof.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** The table that clients write to, and their transaction. */
public final class CallTable {

  static final String NAME = "datatier_proof";

  private CallTable() {}

  /** Makes it; whoever runs the tool needs the right to. */
  public static void create(Connection connection) throws SQLException {
    run(
        connection,
        "CREATE TABLE IF NOT EXISTS " + NAME + " (id bigserial PRIMARY KEY, call text)");
  }

  /** Removes it. */
  public static void drop(Connection connection) throws SQLException {
    run(connection, "DROP TABLE IF EXISTS " + NAME);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * One short transaction that inserts and selects.
   *
   * @param time that it takes in the database
   * @return how long the first answer took, for which a pool needs a free connection
   */
  static Duration transact(Connection connection, Duration time) throws SQLException {
    connection.setAutoCommit(false);
    var asked = Instant.now();
    run(connection, "SELECT 1");
    var wait = Duration.between(asked, Instant.now());
    try (var insert = connection.prepareStatement("INSERT INTO " + NAME + " (call) VALUES (?)");
        var select = connection.prepareStatement("SELECT pg_sleep(?)")) {
      insert.setString(1, "call");
      insert.executeUpdate();
      select.setDouble(1, time.toNanos() / 1e9);
      select.execute();
    }
    connection.commit();
    return wait;
  }
}
