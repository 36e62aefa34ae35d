package io.datatier.proof.local;

import io.datatier.proof.load.Credentials;
import io.datatier.proof.load.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL and a PgBouncer before it, on loopback, with passwords of their own. Both and all
 * their files are gone when it is closed, or when its start fails or is interrupted.
 */
public final class LocalPair implements AutoCloseable {

  private record Password(String user, String password) implements Credentials {

    static Password anew(String user) {
      var bytes = new byte[16];
      new SecureRandom().nextBytes(bytes);
      return new Password(user, HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
      return "the password of " + user;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** cannot_connect_now. */
  private static final String STARTING = "57P03";

  private final Installed installed;
  private final Path folder;
  private final LoopbackCertificate certificate;
  private final ScramVerifier verifier;
  private final Password user;
  private final Password watcher;
  private final LocalPostgres database;
  private Optional<LocalPool> pool = Optional.empty();

  private LocalPair(
      Installed installed,
      Path folder,
      LoopbackCertificate certificate,
      ScramVerifier verifier,
      Password user,
      Password watcher,
      LocalPostgres database) {
    this.installed = installed;
    this.folder = folder;
    this.certificate = certificate;
    this.verifier = verifier;
    this.user = user;
    this.watcher = watcher;
    this.database = database;
  }

  /**
   * Starts the database; the pool comes later.
   *
   * @param iterations of the SCRAM verifier: the client has to hash as often, and with hundreds of
   *     clients on one machine that would be what is measured
   */
  public static LocalPair start(Installed installed, int maxConnections, int iterations)
      throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("proof").toRealPath();
    try {
      var certificate = LoopbackCertificate.in(folder);
      var user = Password.anew(LocalPostgres.USER);
      var watcher = Password.anew(LocalPostgres.WATCHER);
      var verifier = ScramVerifier.of(user.password(), iterations);
      var database =
          LocalPostgres.start(
              installed,
              folder,
              certificate,
              maxConnections,
              verifier,
              ScramVerifier.of(watcher.password(), iterations));
      var pair = new LocalPair(installed, folder, certificate, verifier, user, watcher, database);
      try {
        pair.awaitLogins();
        return pair;
      } catch (IOException | InterruptedException | RuntimeException failed) {
        database.close();
        throw failed;
      }
    } catch (IOException | InterruptedException | RuntimeException failed) {
      delete(folder);
      throw failed;
    }
  }

  /** The folder with all files. */
  public Path folder() {
    return folder;
  }

  /** The certificate of both. */
  public Path authority() {
    return certificate.file();
  }

  /** The database, for clients. */
  public Target direct() {
    return target(database.port(), user);
  }

  /** The database, for the one who counts its sessions. */
  public Target watched() {
    return target(database.port(), watcher);
  }

  /**
   * Starts the pool.
   *
   * @param connections that it may open
   * @param borrowTimeout after which a client that waits for one gets an error, in whole seconds
   */
  public Target openPool(int connections, Duration borrowTimeout)
      throws IOException, InterruptedException {
    closePool();
    var opened =
        LocalPool.start(
            installed, folder, certificate, database, verifier, connections, borrowTimeout);
    pool = Optional.of(opened);
    return target(opened.port(), user);
  }

  /** Ends the pool, whose idle connections would take room from direct clients. */
  public void closePool() {
    pool.ifPresent(LocalPool::close);
    pool = Optional.empty();
  }

  /**
   * Stops the database under its clients, as a failover does. PgBouncer would refuse new clients of
   * a database that is gone; RDS Proxy lets them wait, so PgBouncer is paused.
   */
  public void stopDatabase() throws IOException, InterruptedException {
    if (pool.isPresent()) {
      pool.get().pause();
    }
    database.stop();
  }

  /** Starts it again. */
  public void restartDatabase() throws IOException, InterruptedException {
    database.restart();
    awaitLogins();
    if (pool.isPresent()) {
      pool.get().resume();
    }
  }

  /** A server that listens may still recover, and then refuses everyone. */
  private void awaitLogins() throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        watched().connect(true).close();
        return;
      } catch (SQLException refused) {
        if (!STARTING.equals(refused.getSQLState()) || System.nanoTime() > end) {
          throw new IOException("The local database accepts no login: " + refused, refused);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private Target target(int port, Credentials credentials) {
    return new Target(
        "localhost", port, LocalPostgres.DATABASE, credentials, Optional.of(certificate.file()));
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var found = Files.walk(folder)) {
      for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException inUse) {
      throw new UncheckedIOException(inUse);
    }
  }

  @Override
  public void close() {
    // An interrupted run waits for the end of its servers too.
    var interrupted = Thread.interrupted();
    try {
      closePool();
      database.close();
      delete(folder);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
