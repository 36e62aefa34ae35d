package io.datatier.rehearsal.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A PgBouncer on loopback that shares connections of the database, as RDS Proxy does, between those
 * that log in with a password. It cannot check IAM tokens.
 */
final class LocalPooler implements AutoCloseable {

  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private LocalPooler(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program, where it is installed. */
  static Optional<Path> find() {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, "pgbouncer"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one.
   *
   * @param folder takes its files
   * @param name of the database
   * @param users who may log in
   */
  static LocalPooler start(
      Path program,
      Path folder,
      ServerCertificate certificate,
      LocalDatabase database,
      String name,
      List<Credentials> users)
      throws IOException, InterruptedException {
    var port = LocalDatabase.freePort();
    var known = folder.resolve("users.txt");
    Files.writeString(
        known,
        users.stream()
            .map(user -> "\"%s\" \"%s\"\n".formatted(user.username(), user.password()))
            .collect(Collectors.joining()));
    var settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        %s = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        default_pool_size = 5
        server_tls_sslmode = require
        client_tls_sslmode = require
        client_tls_cert_file = %s
        client_tls_key_file = %s
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(name, database.port(), port, known, certificate.file(), certificate.key()));
    var log = folder.resolve("pgbouncer.log");
    var started =
        new LocalPooler(
            new ProcessBuilder(InstalledPostgres.command(program, List.of(settings.toString())))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start(),
            port);
    started.await(log);
    return started;
  }

  private void await(Path log) throws IOException, InterruptedException {
    var end = Instant.now().plus(PATIENCE);
    while (!LocalDatabase.answers(port)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw new IOException("PgBouncer does not start: " + Files.readString(log).strip());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    ProcessEnd.await(process);
  }
}
