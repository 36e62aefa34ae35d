package io.datatier.rehearsal.login;

import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Folders;
import io.datatier.rehearsal.login.FunctionProcess.Answer;
import io.datatier.rehearsal.login.LocalDatabase.NotStarted;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Logs in as every user of a stack. The environment of the functions, their roles' policies, the
 * secrets' ARNs and the migration function's event are exactly those in the account; the migration
 * function and the sample that logs in are the project's own code, each in a process of its own.
 * Others are the ports, where host names lead (to loopback), who signed the certificate, and the
 * proxy, which pools nothing. Where PgBouncer is installed, functions that log in with a password
 * also do so through its pool, and past it.
 */
public final class LoginRehearsal {

  private static final String NOT_AUTHORIZED = "not authorized to perform";
  private static final String IAM_FAILED = "IAM authentication failed";
  private static final String NO_CREDENTIALS = "has no credentials for the role";

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
      return new Attempt(tier.get(), postgres.get(), folder).run();
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

  /** Everything on loopback, for one run. */
  private final class Attempt {

    private final Tier tier;
    private final InstalledPostgres postgres;
    private final Path folder;
    private final SecretStore secrets = new SecretStore(account);
    private final AccessKeys keys = new AccessKeys();
    private final List<String> lines = new ArrayList<>();

    Attempt(Tier tier, InstalledPostgres postgres, Path folder) {
      this.tier = tier;
      this.postgres = postgres;
      this.folder = folder;
    }

    List<String> run() throws LoginFailed, IOException, InterruptedException {
      var hosts =
          Stream.concat(Stream.of(tier.databaseHost()), tier.proxyHosts().stream()).toList();
      Files.writeString(
          folder.resolve("hosts"),
          hosts.stream().map(host -> "127.0.0.1 " + host + "\n").collect(Collectors.joining()));
      var certificate = ServerCertificate.of(hosts, folder);
      var master = Credentials.anew(tier.master());
      secrets.put(tier.masterSecret(), master);
      try (var database =
              LocalDatabase.start(postgres, folder, certificate, tier.databaseName(), master);
          var endpoint = SecretsEndpoint.open(secrets, keys);
          var proxy =
              LocalProxy.open(
                  account,
                  tier.proxy(),
                  tier.proxyHosts(),
                  secrets,
                  keys,
                  database,
                  certificate.server())) {
        var lambda =
            new LocalLambda(
                database,
                endpoint,
                proxy,
                new Loopback(folder.resolve("hosts"), certificate.file(), certificate.trust()));
        for (var invocation : tier.migrations()) {
          migrate(lambda, invocation);
        }
        for (var client : tier.clients()) {
          logIn(lambda, client);
        }
        refuse(lambda);
        var functions = tier.passwordClients(account);
        var pooler = LocalPooler.find();
        if (pooler.isPresent() && !functions.isEmpty()) {
          share(lambda, functions, pooler.get(), certificate);
        }
      }
      return List.copyOf(lines);
    }

    private void migrate(LocalLambda lambda, Entity invocation) throws LoginFailed, IOException {
      var function = Tier.function(account, invocation).orElseThrow();
      try (var process = lambda.start(migrations, function, Map.of())) {
        var answer = process.invoke(invocation.text("input").orElse(""));
        if (!answer.succeeded()) {
          throw new LoginFailed(function.id() + " failed: " + answer.text());
        }
        var users = JsonParser.parseString(answer.text()).getAsJsonObject().getAsJsonArray("users");
        lines.add(
            function.id()
                + " creates "
                + users.asList().stream()
                    .map(user -> user.getAsString())
                    .collect(Collectors.joining(", ")));
      }
    }

    private void logIn(LocalLambda lambda, Entity client) throws LoginFailed, IOException {
      var variables = Tier.variables(client);
      var user = variables.getOrDefault("DATABASE_USER", "");
      try (var process = lambda.start(sample, client, Map.of())) {
        requireLoggedIn(client, process.invoke("{}"));
        // RDS gives the master user a new password every seven days, and others may rotate theirs.
        var arn = secrets.find(user).orElseThrow();
        var changed = Credentials.anew(user);
        secrets.put(arn, changed);
        lambda.database().changePassword(changed, tier.databaseName());
        requireLoggedIn(client, process.invoke("{}"));
      }
      lines.add(
          "%s logs in as %s with %s, and again after its password has changed"
              .formatted(client.id(), user, isByToken(variables) ? "an IAM token" : "its secret"));
    }

    private void requireLoggedIn(Entity client, Answer answer) throws LoginFailed {
      var expected =
          Map.of(
              "user", Tier.variables(client).getOrDefault("DATABASE_USER", ""),
              "database", Tier.variables(client).getOrDefault("DATABASE_NAME", ""));
      if (!answer.succeeded()) {
        throw new LoginFailed(
            "%s cannot log in as %s: %s"
                .formatted(client.id(), expected.get("user"), answer.text()));
      }
      var found = JsonParser.parseString(answer.text()).getAsJsonObject();
      for (var each : expected.entrySet()) {
        if (!found.get(each.getKey()).getAsString().equals(each.getValue())) {
          throw new LoginFailed(client.id() + " logged in elsewhere: " + answer.text());
        }
      }
    }

    private void refuse(LocalLambda lambda) throws LoginFailed, IOException {
      var client = tier.clients().get(0);
      var own = Tier.variables(client);
      var user = own.getOrDefault("DATABASE_USER", "");
      if (!user.equals(tier.master())) {
        requireRefused(
            lambda,
            client,
            Map.of(
                "DATABASE_AUTHENTICATION", "secret",
                "DATABASE_USER", tier.master(),
                "RDS_SECRET_ARN", tier.masterSecret()),
            NOT_AUTHORIZED);
        lines.add(client.id() + " may not read the secret of " + tier.master());
      }
      var other =
          tier.clients().stream()
              .map(each -> Tier.variables(each).getOrDefault("DATABASE_USER", ""))
              .filter(name -> !name.equals(user))
              .findFirst();
      if (other.isPresent()) {
        var its = new HashMap<>(Map.of("DATABASE_USER", other.get()));
        if (!isByToken(own)) {
          its.put("RDS_SECRET_ARN", secrets.find(other.get()).orElseThrow());
        }
        requireRefused(lambda, client, its, isByToken(own) ? IAM_FAILED : NOT_AUTHORIZED);
        lines.add(client.id() + " may not log in as " + other.get());
      }
      requireRefused(lambda, client, Map.of("DATABASE_USER", "nobody"), NO_CREDENTIALS);
      lines.add(client.id() + " may not log in as a user that the proxy does not know");
    }

    private void requireRefused(
        LocalLambda lambda, Entity client, Map<String, String> others, String reason)
        throws LoginFailed, IOException {
      try (var process = lambda.start(sample, client, others)) {
        var answer = process.invoke("{}");
        if (answer.succeeded() || !answer.text().contains(reason)) {
          throw new LoginFailed(
              "%s should be refused as %s (\"%s\"), but: %s"
                  .formatted(client.id(), others.get("DATABASE_USER"), reason, answer.text()));
        }
      }
    }

    /** Through a pool, and then as the policy {@code lambda-connects-through-proxy} forbids. */
    private void share(
        LocalLambda lambda, List<Entity> functions, Path pooler, ServerCertificate certificate)
        throws LoginFailed, IOException, InterruptedException {
      try (var pool =
          LocalPooler.start(
              pooler, folder, certificate, lambda.database(), tier.databaseName(), secrets.all())) {
        lines.add(
            "%d functions hold %d of the database's connections through a pool (PgBouncer)"
                .formatted(
                    functions.size(),
                    held(lambda, functions, Map.of("DATABASE_PORT", "" + pool.port()))));
      }
      lines.add(
          "%d functions would hold %d with the database's host in RDS_PROXY_ENDPOINT"
              .formatted(
                  functions.size(),
                  held(
                      lambda,
                      functions,
                      Map.of(
                          "RDS_PROXY_ENDPOINT",
                          tier.databaseHost(),
                          "DATABASE_PORT",
                          "" + lambda.database().port()))));
    }

    /** How many connections of the database functions hold that have all answered from it. */
    private int held(LocalLambda lambda, List<Entity> functions, Map<String, String> others)
        throws LoginFailed, IOException {
      var processes = new ArrayList<FunctionProcess>();
      try {
        for (var function : functions) {
          processes.add(lambda.start(sample, function, others));
        }
        for (var index = 0; index < functions.size(); index++) {
          requireLoggedIn(functions.get(index), processes.get(index).invoke("{}"));
        }
        return lambda.database().sessions();
      } finally {
        for (var process : processes) {
          process.close();
        }
      }
    }

    private static boolean isByToken(Map<String, String> variables) {
      return "iam".equals(variables.get("DATABASE_AUTHENTICATION"));
    }

    /** Starts functions with what Lambda gives them, led to loopback. */
    private final class LocalLambda {

      private final LocalDatabase database;
      private final SecretsEndpoint endpoint;
      private final LocalProxy proxy;
      private final Loopback loopback;

      LocalLambda(
          LocalDatabase database, SecretsEndpoint endpoint, LocalProxy proxy, Loopback loopback) {
        this.database = database;
        this.endpoint = endpoint;
        this.proxy = proxy;
        this.loopback = loopback;
      }

      LocalDatabase database() {
        return database;
      }

      FunctionProcess start(FunctionCode code, Entity function, Map<String, String> others)
          throws IOException {
        var variables = new HashMap<>(Tier.variables(function));
        variables.computeIfPresent("DATABASE_PORT", (name, port) -> "" + proxy.port());
        variables.computeIfPresent(
            "DATABASE_ADMIN_ENDPOINT",
            (name, address) -> address.replaceFirst(":\\d+$", ":" + database.port()));
        var key = keys.issue(function.text("role").orElse(""));
        variables.putAll(
            Map.of(
                "AWS_REGION", account.region(),
                "AWS_DEFAULT_REGION", account.region(),
                "AWS_ACCESS_KEY_ID", key.id(),
                "AWS_SECRET_ACCESS_KEY", key.secret(),
                "AWS_SESSION_TOKEN", "rehearsal",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint.url()));
        variables.putAll(code.environment(loopback));
        variables.putAll(others);
        return FunctionProcess.start(code.command(loopback), variables, log);
      }
    }
  }
}
