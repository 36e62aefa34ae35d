package io.datatier.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The master user's database session, one per run. */
final class AdminSession implements AutoCloseable {

  // An arbitrary number shared by all sessions of the migration function.
  private static final long LOCK = 3_640_918_273_555_012_874L;

  // PostgreSQL manual, appendix A, lock_not_available: lock_timeout has passed.
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  // Below the function's 5 minutes, so that it can report who kept it waiting.
  private static final int LOCK_TIMEOUT_SECONDS = 60;
  private static final int CONNECT_TIMEOUT_SECONDS = 10;
  private static final int SOCKET_TIMEOUT_SECONDS = 240;

  private final Connection connection;

  private AdminSession(Connection connection) {
    this.connection = connection;
  }

  /**
   * Logs in over TLS and verifies the server's name and certificate, with the bundle in the
   * artifact or else Java's trust store. Lambda's guide ("SSL/TLS requirements for Amazon RDS
   * connections") says that managed runtimes include the RDS authorities, but does not mention
   * Java's trust store.
   */
  static AdminSession open(AdminEndpoint endpoint, Credentials master) {
    var properties = new Properties();
    properties.setProperty("user", master.username());
    properties.setProperty("password", master.password());
    properties.setProperty("sslmode", "verify-full");
    endpoint
        .certificateFile()
        .ifPresentOrElse(
            file -> properties.setProperty("sslrootcert", file),
            () -> properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory"));
    properties.setProperty("ApplicationName", "datatier-migrations");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
    properties.setProperty("options", "-c lock_timeout=" + LOCK_TIMEOUT_SECONDS + "s");
    // Sends several statements as one message, and so in one transaction.
    properties.setProperty("preferQueryMode", "simple");
    try {
      return new AdminSession(
          DriverManager.getConnection(
              "jdbc:postgresql://" + endpoint.address() + "/" + endpoint.database(), properties));
    } catch (SQLException refused) {
      throw refused.getCause() instanceof SSLException
          ? untrusted(endpoint, refused)
          : failed("Could not log in to the database at " + endpoint.address(), refused);
    }
  }

  private static MigrationFailed untrusted(AdminEndpoint endpoint, SQLException refused) {
    return new MigrationFailed(
        "The database at "
            + endpoint.address()
            + " is not trusted: "
            + refused.getMessage()
            + ". Save the AWS certificate bundle for RDS, "
            + AdminEndpoint.CERTIFICATES
            + ", in migrations/certificates and build the function again.");
  }

  /** Waits until no other run is in progress, and blocks others until this session ends. */
  void lock() {
    try {
      execute("SELECT pg_advisory_lock(" + LOCK + ")");
    } catch (SQLException refused) {
      throw LOCK_NOT_AVAILABLE.equals(refused.getSQLState())
          ? new MigrationFailed(
              "Another run was still in progress after "
                  + LOCK_TIMEOUT_SECONDS
                  + " seconds. Run again when it has ended.")
          : failed("Could not get the migration lock", refused);
    }
  }

  /** Creates {@code users}, a JSON list of names and accesses, and grants them what they may do. */
  void createUsers(String users) {
    try (var setting =
        connection.prepareStatement("SELECT set_config('datatier.users', ?, false)")) {
      setting.setString(1, users);
      setting.execute();
      execute(usersSql());
    } catch (SQLException refused) {
      throw failed("The database rejected the users; nothing was changed", refused);
    }
  }

  private static String usersSql() {
    try (var sql = AdminSession.class.getResourceAsStream("users.sql")) {
      return new String(requireNonNull(sql).readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Sets the password of {@code user}. The server receives only the SCRAM verifier. */
  void setPassword(String user, String password) {
    try {
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(user, password.toCharArray(), "scram-sha-256");
    } catch (SQLException refused) {
      throw failed("The password of \"" + user + "\" could not be set", refused);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      // A lost session is closed too: the server rolls back and releases its locks.
      return;
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  // Only the message and code of the server's answer: the rest may quote what was sent.
  private static MigrationFailed failed(String what, SQLException refused) {
    var reason =
        refused instanceof PSQLException said
            ? Optional.ofNullable(said.getServerErrorMessage()).map(ServerErrorMessage::getMessage)
            : Optional.<String>empty();
    return new MigrationFailed(
        what
            + ": "
            + reason.orElseGet(() -> String.valueOf(refused.getMessage()))
            + " (SQLSTATE "
            + refused.getSQLState()
            + ").");
  }
}
