package io.datatier.rehearsal.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL on loopback, set up as RDS sets one up: TLS for everyone who comes over the network,
 * passwords by SCRAM but for members of {@code rds_iam}, and a master user who may create roles and
 * is not a superuser. The proxy comes through a socket in the folder.
 */
final class LocalDatabase implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  // A statement that fails may hold a password, and the log is shown when the server fails.
  private static final String QUIET = "log_min_error_statement=panic";

  // RDS asks members of rds_iam for a token and refuses their password; here no one can check one.
  private static final String WHO_MAY_LOG_IN =
      """
      local all postgres trust
      local all +rds_iam reject
      local all all password
      hostssl all +rds_iam all reject
      hostssl all all all scram-sha-256
      """;

  /** PostgreSQL cannot be started on this machine; the message says why. */
  static final class NotStarted extends IOException {

    private static final long serialVersionUID = 1L;

    private NotStarted(String message) {
      super(message);
    }
  }

  private final Process server;
  private final Path folder;
  private final int port;

  private LocalDatabase(Process server, Path folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param folder takes all its files; its path must be short, as a socket is in it
   * @param database its name
   * @param master its owner
   */
  static LocalDatabase start(
      InstalledPostgres postgres,
      Path folder,
      ServerCertificate certificate,
      String database,
      Credentials master)
      throws IOException, InterruptedException {
    var data = folder.resolve("data").toString();
    run(
        folder,
        postgres.command(
            "initdb",
            List.of("-D", data, "-U", "postgres", "--no-sync", "--locale=C", "--encoding=UTF8")),
        "");
    Files.writeString(Path.of(data, "pg_hba.conf"), WHO_MAY_LOG_IN);
    // One statement a line, by the server itself: no client has to be there.
    run(
        folder,
        postgres.command("postgres", List.of("--single", "-D", data, "-c", QUIET, "postgres")),
        """
        CREATE ROLE rds_iam
        SET password_encryption = 'scram-sha-256'
        CREATE ROLE %1$s LOGIN CREATEDB CREATEROLE PASSWORD %2$s
        CREATE DATABASE %3$s OWNER %1$s
        """
            .formatted(
                identifier(master.username()), literal(master.password()), identifier(database)));
    var port = freePort();
    var arguments = new ArrayList<>(List.of("-D", data, "-k", folder.toString(), "-p", port + ""));
    for (var setting :
        List.of(
            "listen_addresses=127.0.0.1",
            QUIET,
            "fsync=off",
            "password_encryption=scram-sha-256",
            "ssl=on",
            "ssl_cert_file=" + certificate.file(),
            "ssl_key_file=" + certificate.key())) {
      arguments.addAll(List.of("-c", setting));
    }
    var server =
        new ProcessBuilder(postgres.command("postgres", arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile())
            .start();
    var started = new LocalDatabase(server, folder, port);
    started.await();
    return started;
  }

  private static void run(Path folder, List<String> command, String input)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile())
            .start();
    try (var to = process.getOutputStream()) {
      to.write(input.getBytes(UTF_8));
    }
    if (process.waitFor() != 0) {
      throw failed(folder);
    }
  }

  private void await() throws IOException, InterruptedException {
    var end = Instant.now().plus(PATIENCE);
    while (!answers(port)) {
      if (!server.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw failed(folder);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Whether something listens on this port of the loopback interface. */
  static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** On loopback. */
  int port() {
    return port;
  }

  /** A session of the proxy's, before it has said who it is. */
  ServerSession connect() throws IOException {
    return ServerSession.open(UnixDomainSocketAddress.of(folder.resolve(".s.PGSQL." + port)));
  }

  /** How many sessions everyone but the proxy itself has. */
  int sessions() throws IOException {
    try (var session = connect()) {
      session.begin("postgres", "postgres");
      return Integer.parseInt(
          session.ask(
              "SELECT count(*) FROM pg_stat_activity"
                  + " WHERE backend_type = 'client backend' AND usename <> 'postgres'"));
    }
  }

  /** Gives a user another password and ends all its sessions. */
  void changePassword(Credentials credentials, String database) throws IOException {
    try (var session = connect()) {
      session.begin("postgres", database);
      session.execute(
          "ALTER ROLE %s PASSWORD %s"
              .formatted(identifier(credentials.username()), literal(credentials.password())));
      session.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = "
              + literal(credentials.username()));
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static Path log(Path folder) {
    return folder.resolve("postgres.log");
  }

  private static NotStarted failed(Path folder) throws IOException {
    return new NotStarted(Files.readString(log(folder)).strip());
  }

  @Override
  public void close() {
    server.destroy();
    ProcessEnd.await(server);
  }
}
