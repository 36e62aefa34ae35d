package io.datatier.proof.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL on loopback that takes logins as RDS does: over TLS or not, by SCRAM. It is fast and
 * forgets what a crash of the machine would interrupt: connections are measured, not its disk.
 */
final class LocalPostgres implements AutoCloseable {

  /** The user of clients, an ordinary one. */
  static final String USER = "proof";

  /** The user who counts sessions, a superuser. */
  static final String WATCHER = "postgres";

  static final String DATABASE = "proof";

  private static final Duration TO_BE_MADE = Duration.ofMinutes(2);

  private final Installed installed;
  private final Path folder;
  private final int port;
  private final int maxConnections;
  private LoopbackServer server;

  private LocalPostgres(
      Installed installed, Path folder, int port, int maxConnections, LoopbackServer server) {
    this.installed = installed;
    this.folder = folder;
    this.port = port;
    this.maxConnections = maxConnections;
    this.server = server;
  }

  /**
   * Makes one.
   *
   * @param folder takes all its files
   * @param user the verifier of clients' password
   * @param watcher that of the one who counts sessions
   */
  static LocalPostgres start(
      Installed installed,
      Path folder,
      LoopbackCertificate certificate,
      int maxConnections,
      ScramVerifier user,
      ScramVerifier watcher)
      throws IOException, InterruptedException {
    var data = folder.resolve("data");
    run(
        installed,
        folder,
        "initdb",
        List.of("-D", data.toString(), "-U", WATCHER, "--no-sync", "--locale=C", "--encoding=UTF8"),
        "");
    Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    // One statement a line, by the server itself: no client has to be there.
    run(
        installed,
        folder,
        "postgres",
        List.of("--single", "-D", data.toString(), WATCHER),
        """
        ALTER ROLE %s PASSWORD '%s'
        CREATE ROLE %s LOGIN PASSWORD '%s'
        CREATE DATABASE %s OWNER %3$s
        """
            .formatted(WATCHER, watcher.text(), USER, user.text(), DATABASE));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        # RDS keeps five connections from ordinary users; the one that counts sessions is the fifth.
        superuser_reserved_connections = 4
        password_encryption = scram-sha-256
        ssl = on
        ssl_cert_file = '%s'
        ssl_key_file = '%s'
        fsync = off
        shared_buffers = 64MB
        log_min_error_statement = panic
        """
            .formatted(quoted(certificate.file()), quoted(certificate.key())));
    var port = LoopbackServer.freePort();
    return new LocalPostgres(
        installed, folder, port, maxConnections, serve(installed, folder, port, maxConnections));
  }

  /** For a quoted value (PostgreSQL documentation, "Setting Parameters"). */
  private static String quoted(Path file) {
    return file.toString().replace("'", "''");
  }

  private static LoopbackServer serve(
      Installed installed, Path folder, int port, int maxConnections)
      throws IOException, InterruptedException {
    var arguments =
        List.of(
            "-D", folder.resolve("data").toString(),
            "-p", "" + port,
            "-c", "max_connections=" + maxConnections);
    return LoopbackServer.start(
        Installed.command(installed.postgres().resolve("postgres"), arguments),
        port,
        folder.resolve("postgres.log"));
  }

  private static void run(
      Installed installed, Path folder, String program, List<String> arguments, String input)
      throws IOException, InterruptedException {
    var run =
        OneRun.of(
            new ProcessBuilder(Installed.command(installed.postgres().resolve(program), arguments))
                .directory(folder.toFile()),
            input,
            TO_BE_MADE);
    if (run.exit() != 0) {
      throw new IOException(program + " fails: " + run.said().strip());
    }
  }

  int port() {
    return port;
  }

  /** Stops as in a failover: at once, without waiting for anyone. */
  void stop() throws IOException, InterruptedException {
    // SIGQUIT is an immediate shutdown (PostgreSQL documentation, "Shutting down the server").
    server.signal("QUIT");
    server.close();
  }

  void restart() throws IOException, InterruptedException {
    server = serve(installed, folder, port, maxConnections);
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (IOException | InterruptedException ended) {
      server.close();
    }
  }
}
