package io.datatier.rehearsal.login;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Folders;
import io.datatier.rehearsal.login.LocalDatabase.NotStarted;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logs in as every user of a stack. The environment of the functions, their roles' policies, the
 * secrets' ARNs and the migration function's event are exactly those in the account; the migration
 * function and the sample that logs in are the project's own code, each in a process of its own.
 * Others are the ports, where host names lead (to loopback), who signed the certificate, and the
 * proxy, which pools nothing. Where PgBouncer is installed, functions that log in with a password
 * also do so through its pool, and past it.
 */
public final class LoginRehearsal {

  private final Account account;
  private final FunctionCode migrations;
  private final FunctionCode sample;
  private final Path log;
  private final Optional<InstalledPostgres> postgres;

  /**
   * @param account with a stack that is up
   * @param checkout the project's folder, where both functions are built
   * @param log takes what the functions print
   * @param environment whose PATH is searched for PostgreSQL, before the usual folders
   */
  public LoginRehearsal(Account account, Path checkout, Path log, Map<String, String> environment) {
    this(account, checkout, sampleOf(checkout), log, environment);
  }

  /**
   * With another sample.
   *
   * @param sample the code of a function that logs in
   */
  public LoginRehearsal(
      Account account,
      Path checkout,
      FunctionCode sample,
      Path log,
      Map<String, String> environment) {
    this(account, checkout, sample, log, InstalledPostgres.find(environment));
  }

  LoginRehearsal(
      Account account,
      Path checkout,
      FunctionCode sample,
      Path log,
      Optional<InstalledPostgres> postgres) {
    this.account = account;
    this.migrations = new JavaCode(checkout.resolve("migrations/target/function"), Tier.MIGRATION);
    this.sample = sample;
    this.log = log;
    this.postgres = postgres;
  }

  static FunctionCode sampleOf(Path checkout) {
    return new JavaCode(checkout.resolve("samples/java/target/function"), "sample.QueryFunction");
  }

  /**
   * Logs in, and tries what must be refused.
   *
   * @return the results, one line each; if nothing could be tried, one line with the reason
   * @throws LoginFailed if a login does not end as it should
   */
  public List<String> run() throws LoginFailed, IOException, InterruptedException {
    var tier = Tier.of(account);
    if (tier.isEmpty() || tier.get().clients().isEmpty()) {
      return List.of(
          "skipped: no function logs in to a database and a proxy that the stack creates");
    }
    if (tier.get().leavesUsersToOthers()) {
      return List.of(
          "skipped: the stack does not create its database users; test their logins in AWS");
    }
    if (postgres.isEmpty()) {
      return List.of("skipped: " + InstalledPostgres.MISSING + ", and rehearse again");
    }
    for (var code : List.of(migrations.folder(), sample.folder())) {
      if (!Files.isDirectory(code)) {
        throw new FileNotFoundException("There is no " + code + ". Build it with make rehearse.");
      }
    }
    // Not in the project: the path of a socket has at most about 100 characters.
    var folder = Files.createTempDirectory("login").toRealPath();
    var ending = new Thread(() -> delete(folder), "delete the login's files");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return new LoginAttempt(account, tier.get(), migrations, sample, log, folder)
          .run(postgres.get());
    } catch (NotStarted reason) {
      return List.of(
          "skipped: PostgreSQL in %s cannot be started: %s"
              .formatted(postgres.get().folder(), reason.getMessage()));
    } finally {
      delete(folder);
      Runtime.getRuntime().removeShutdownHook(ending);
    }
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException inUse) {
      throw new UncheckedIOException(inUse);
    }
  }
}
