package io.datatier.proof.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where clients connect.
 *
 * @param host whose name the certificate must bear; an IPv6 address in brackets
 * @param authority a file with the certificates that sign it, in PEM; by default those that Java
 *     trusts, which include Amazon's
 */
public record Target(
    String host, int port, String database, Credentials credentials, Optional<Path> authority) {

  private static final Driver DRIVER = new Driver();

  /** Longer than any wait that the tool measures. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(6);

  /** Opens a connection. */
  public Connection connect(boolean tls) throws SQLException {
    return connect(tls, LONGEST_ANSWER);
  }

  /**
   * Opens a connection.
   *
   * @param patience with each answer, also later
   */
  public Connection connect(boolean tls, Duration patience) throws SQLException {
    return Objects.requireNonNull(
        DRIVER.connect(
            // The driver decodes the name, in which a "?" would begin properties.
            "jdbc:postgresql://%s:%d/%s".formatted(host, port, URLEncoder.encode(database, UTF_8)),
            properties(tls, patience)));
  }

  // Keys that expire while clients come refuse a login as a wrong password does.
  private String password() throws SQLException {
    try {
      return credentials.password();
    } catch (RuntimeException none) {
      throw new SQLInvalidAuthorizationSpecException(none.getMessage(), "28000", none);
    }
  }

  private Properties properties(boolean tls, Duration patience) throws SQLException {
    var properties = new Properties();
    PGProperty.USER.set(properties, credentials.user());
    PGProperty.PASSWORD.set(properties, password());
    PGProperty.APPLICATION_NAME.set(properties, "datatier-proof");
    // Without it the driver sends a SET of its own, for which RDS Proxy pins the session.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
    // A pool in transaction mode does not keep a statement that was prepared on one connection.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.SOCKET_TIMEOUT.set(properties, (int) patience.toSeconds());
    // By default it gives up after 5 s, in which a machine at its limit may not answer.
    PGProperty.SSL_RESPONSE_TIMEOUT.set(properties, (int) patience.toMillis());
    PGProperty.SSL_MODE.set(properties, tls ? "verify-full" : "disable");
    if (tls) {
      authority.ifPresentOrElse(
          file -> PGProperty.SSL_ROOT_CERT.set(properties, file.toString()),
          () -> PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory"));
    }
    return properties;
  }
}
