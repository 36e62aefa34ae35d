package io.datatier.migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A PostgreSQL on loopback as RDS sets one up: TLS for everyone, passwords by SCRAM, and a master
 * user who may make roles and databases but is no superuser. It logs every statement.
 */
final class TestServer implements AutoCloseable {

  static final String DATABASE = "campaign_system";
  static final Credentials MASTER = new Credentials("iadmin", "canary-of-the-master-user");

  private static final String SUPERUSER = "postgres";
  // The first rule is how the server's starter sees that it is up.
  private static final String WHO_MAY_LOG_IN =
      """
      host all postgres all trust
      hostssl all all all scram-sha-256
      """;

  private final EmbeddedPostgres server;
  private final Path certificate;
  private final Path log;

  private TestServer(EmbeddedPostgres server, Path certificate, Path log) {
    this.server = server;
    this.certificate = certificate;
    this.log = log;
  }

  static TestServer start(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    var identity = ServerCertificate.in(folder);
    var log = folder.resolve("server.log");
    var server =
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", identity.certificate().toString())
            .setServerConfig("ssl_key_file", identity.key().toString())
            .setServerConfig("log_statement", "all")
            .setDataDirectoryCustomizer(TestServer::writeWhoMayLogIn)
            .setOutputRedirector(Redirect.appendTo(log.toFile()))
            .setErrorRedirector(Redirect.appendTo(log.toFile()))
            .start();
    return new TestServer(server, identity.certificate(), log);
  }

  private static void writeWhoMayLogIn(File dataDirectory) {
    try {
      Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"), WHO_MAY_LOG_IN);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The environment of a function that administers {@link #DATABASE} with this secret. */
  Map<String, String> environment(String masterSecretArn) {
    return Map.of(
        "DATABASE_ADMIN_ENDPOINT",
        "localhost:" + server.getPort(),
        "DATABASE_ADMIN_SECRET_ARN",
        masterSecretArn,
        "DATABASE_NAME",
        DATABASE,
        "LAMBDA_TASK_ROOT",
        certificate.resolveSibling("").toString());
  }

  /** Leaves nothing but a new, empty database and its master user. */
  void makeAnew() throws SQLException {
    try (var superuser = open(SUPERUSER, SUPERUSER, "")) {
      execute(superuser, "DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
      for (var role :
          strings(superuser, "SELECT quote_ident(rolname) FROM pg_roles WHERE oid > 16383")) {
        execute(superuser, "DROP ROLE " + role);
      }
      execute(
          superuser,
          "CREATE ROLE iadmin LOGIN CREATEDB CREATEROLE PASSWORD '" + MASTER.password() + "'");
      execute(superuser, "CREATE DATABASE " + DATABASE + " OWNER iadmin");
    }
  }

  /** A session in {@link #DATABASE}, over TLS, by SCRAM. */
  Connection logIn(Credentials credentials) throws SQLException {
    return open(DATABASE, credentials.username(), credentials.password());
  }

  /** A session in {@link #DATABASE} for which nothing is forbidden. */
  Connection superuser() throws SQLException {
    return open(DATABASE, SUPERUSER, "");
  }

  private Connection open(String database, String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", certificate.toString());
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + database, properties);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> strings(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var strings = new ArrayList<String>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }

  /** Everything that the server has written to its log. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
