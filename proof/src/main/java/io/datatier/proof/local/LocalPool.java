package io.datatier.proof.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A PgBouncer on loopback that stands in for RDS Proxy: TLS on both sides, SCRAM, and connections
 * of the database for a transaction at a time.
 */
final class LocalPool implements AutoCloseable {

  private final LoopbackServer server;
  private final int port;

  private LocalPool(LoopbackServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts one before {@code database}.
   *
   * @param connections that it may open
   * @param borrowTimeout after which a client that waits for one gets an error
   */
  static LocalPool start(
      Installed installed,
      Path folder,
      LoopbackCertificate certificate,
      LocalPostgres database,
      ScramVerifier user,
      int connections,
      Duration borrowTimeout)
      throws IOException, InterruptedException {
    var port = LoopbackServer.freePort();
    var users = folder.resolve("users.txt");
    Files.writeString(users, "\"%s\" \"%s\"\n".formatted(LocalPostgres.USER, user.text()));
    var settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        %1$s = host=localhost port=%2$d dbname=%1$s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %3$d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %4$s
        pool_mode = transaction
        default_pool_size = %5$d
        max_client_conn = 3000
        query_wait_timeout = %6$d
        # As soon as the database is back, so is the pool.
        server_login_retry = 0.2
        client_tls_sslmode = allow
        client_tls_cert_file = %7$s
        client_tls_key_file = %8$s
        server_tls_sslmode = verify-full
        server_tls_ca_file = %7$s
        # The driver of JDBC sends it; PgBouncer refuses what it does not know.
        ignore_startup_parameters = extra_float_digits
        log_connections = 0
        log_disconnections = 0
        log_pooler_errors = 0
        """
            .formatted(
                LocalPostgres.DATABASE,
                database.port(),
                port,
                users,
                connections,
                borrowTimeout.toSeconds(),
                certificate.file(),
                certificate.key()));
    return new LocalPool(
        LoopbackServer.start(
            Installed.command(installed.pgbouncer(), List.of(settings.toString())),
            port,
            folder.resolve("pgbouncer.log")),
        port);
  }

  int port() {
    return port;
  }

  /** Lets clients wait (PgBouncer documentation, "Signals"). */
  void pause() throws IOException, InterruptedException {
    server.signal("USR1");
  }

  /** Serves them again. */
  void resume() throws IOException, InterruptedException {
    server.signal("USR2");
  }

  @Override
  public void close() {
    server.close();
  }
}
