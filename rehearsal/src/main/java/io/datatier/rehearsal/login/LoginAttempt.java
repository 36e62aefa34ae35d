package io.datatier.rehearsal.login;

import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.login.FunctionProcess.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The logins of one run, with all that they need on loopback. */
final class LoginAttempt {

  private static final String NOT_AUTHORIZED = "not authorized to perform";
  private static final String IAM_FAILED = "IAM authentication failed";
  private static final String NO_CREDENTIALS = "has no credentials for the role";

  private final Account account;
  private final Tier tier;
  private final FunctionCode migrations;
  private final FunctionCode sample;
  private final Path log;
  private final Path folder;
  private final SecretStore secrets;
  private final AccessKeys keys = new AccessKeys();
  private final List<String> lines = new ArrayList<>();

  /**
   * @param log takes what the functions print
   * @param folder for everything else, which the caller deletes
   */
  LoginAttempt(
      Account account,
      Tier tier,
      FunctionCode migrations,
      FunctionCode sample,
      Path log,
      Path folder) {
    this.account = account;
    this.tier = tier;
    this.migrations = migrations;
    this.sample = sample;
    this.log = log;
    this.folder = folder;
    this.secrets = new SecretStore(account);
  }

  List<String> run(InstalledPostgres postgres)
      throws LoginFailed, IOException, InterruptedException {
    var hosts = Stream.concat(Stream.of(tier.databaseHost()), tier.proxyHosts().stream()).toList();
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
              account,
              keys,
              log,
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
          "%s cannot log in as %s: %s".formatted(client.id(), expected.get("user"), answer.text()));
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
      lines.add(client.id() + " is denied the secret of " + tier.master());
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
      lines.add(client.id() + " cannot log in as " + other.get());
    }
    requireRefused(lambda, client, Map.of("DATABASE_USER", "nobody"), NO_CREDENTIALS);
    lines.add(client.id() + " cannot log in as a user unknown to the proxy");
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
}
