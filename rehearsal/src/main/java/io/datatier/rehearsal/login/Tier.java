package io.datatier.rehearsal.login;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.lambda.LambdaFunction;
import io.datatier.rehearsal.lambda.LambdaInvocation;
import io.datatier.rehearsal.rds.DbCluster;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.rds.DbProxy;
import io.datatier.rehearsal.rds.DbProxyEndpoint;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The database that a stack made, the proxy before it, and the functions that log in.
 *
 * @param database its instance or cluster
 * @param master the master user's name
 * @param masterSecret the ARN of the master user's secret
 * @param migrations the calls of the migration function that the deployment made
 * @param clients one function for each user and endpoint
 */
record Tier(
    Entity database,
    String master,
    String masterSecret,
    Entity proxy,
    List<String> proxyHosts,
    List<Entity> migrations,
    List<Entity> clients) {

  /** The handler of the migration function. */
  static final String MIGRATION = "io.datatier.migrations.MigrationFunction";

  /** Empty if a program made no database with a master user of RDS's own, or no proxy. */
  static Optional<Tier> of(Account account) {
    var database =
        made(account, DbInstance.TYPE, DbCluster.TYPE)
            .filter(each -> !each.properties().objects("masterUserSecrets").isEmpty())
            .findFirst();
    var proxy = made(account, DbProxy.TYPE).findFirst();
    return database.flatMap(base -> proxy.map(its -> of(account, base, its)));
  }

  private static Stream<Entity> made(Account account, String... types) {
    return Stream.of(types).flatMap(account::all).filter(Entity::isMade);
  }

  private static Tier of(Account account, Entity database, Entity proxy) {
    var hosts =
        Stream.concat(
                Stream.of(proxy), account.all(DbProxyEndpoint.TYPE, "dbProxyName", proxy.id()))
            .flatMap(each -> each.text("endpoint").stream())
            .toList();
    var secret = database.properties().objects("masterUserSecrets").get(0);
    return new Tier(
        database,
        database.text("username").or(() -> database.text("masterUsername")).orElse(""),
        secret.text("secretArn", ""),
        proxy,
        hosts,
        account
            .all(LambdaInvocation.TYPE)
            .filter(
                call ->
                    function(account, call).filter(it -> it.says("handler", MIGRATION)).isPresent())
            .toList(),
        clients(account, hosts));
  }

  private static List<Entity> clients(Account account, List<String> hosts) {
    return account
        .all(LambdaFunction.TYPE)
        .filter(each -> hosts.contains(variables(each).get("RDS_PROXY_ENDPOINT")))
        .collect(
            Collectors.toMap(
                each ->
                    variables(each).get("DATABASE_USER")
                        + " "
                        + variables(each).get("RDS_PROXY_ENDPOINT"),
                Function.identity(),
                (one, other) -> one,
                TreeMap::new))
        .values()
        .stream()
        .toList();
  }

  /** All functions that log in with a password, also those of the same user. */
  List<Entity> passwordClients(Account account) {
    return account
        .all(LambdaFunction.TYPE)
        .filter(each -> proxyHosts.contains(variables(each).get("RDS_PROXY_ENDPOINT")))
        .filter(each -> !"iam".equals(variables(each).get("DATABASE_AUTHENTICATION")))
        .toList();
  }

  /** The function that an invocation is of. */
  static Optional<Entity> function(Account account, Entity invocation) {
    return account.find(LambdaFunction.TYPE, invocation.text("functionName").orElse(""));
  }

  /** The environment that a program gave a function. */
  static Map<String, String> variables(Entity function) {
    Fields variables = function.properties().fields("environment").fields("variables");
    return variables.names().stream()
        .collect(Collectors.toMap(Function.identity(), name -> variables.text(name, "")));
  }

  /** Whether functions log in as users that no migration of the stack makes. */
  boolean leavesUsersToOthers() {
    return migrations.isEmpty()
        && clients.stream()
            .map(client -> variables(client).getOrDefault("DATABASE_USER", ""))
            .anyMatch(user -> !user.equals(master));
  }

  /** The name that applications connect to. */
  String databaseName() {
    return database.text("dbName").or(() -> database.text("databaseName")).orElse("postgres");
  }

  /** The name of the host that administers it. */
  String databaseHost() {
    return database.text("address").or(() -> database.text("endpoint")).orElse("");
  }
}
