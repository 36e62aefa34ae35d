package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.ec2.NetworkEnd;
import io.datatier.rehearsal.iam.RolePermissions;
import io.datatier.rehearsal.lambda.LambdaFunction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a function can reach the proxies named in its environment, and log in where they require
 * IAM authentication (RDS user guide, "Connecting to a proxy using IAM authentication"). Lambda
 * accepts such a function, but its calls would fail.
 */
final class ProxyClients {

  /** PostgreSQL proxies always listen on this port, whatever the database's port. */
  private static final int POSTGRESQL = 5432;

  private static final int MYSQL = 3306;

  private ProxyClients() {}

  static List<String> silentProblems(Account account, Entity function) {
    var hosts = function.properties().fields("environment").fields("variables").allTexts().toList();
    var ownHosts =
        account
            .all(DbProxy.TYPE)
            .filter(proxy -> isNamed(proxy, hosts))
            .flatMap(
                proxy -> silentProblems(account, function, proxy, DbProxy.end(proxy)).stream());
    var otherHosts =
        account
            .all(DbProxyEndpoint.TYPE)
            .filter(endpoint -> isNamed(endpoint, hosts))
            .flatMap(
                endpoint ->
                    account
                        .find(DbProxy.TYPE, endpoint.text("dbProxyName").orElse(""))
                        .map(
                            proxy ->
                                silentProblems(
                                    account, function, proxy, DbProxyEndpoint.end(endpoint)))
                        .orElse(List.of())
                        .stream());
    return Stream.concat(ownHosts, otherHosts).toList();
  }

  private static boolean isNamed(Entity proxy, List<String> hosts) {
    var host = proxy.text("endpoint").orElse("");
    return !host.isEmpty() && hosts.stream().anyMatch(text -> text.contains(host));
  }

  private static List<String> silentProblems(
      Account account, Entity function, Entity proxy, NetworkEnd there) {
    return Stream.of(path(account, function, proxy, there), login(account, function, proxy))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> path(
      Account account, Entity function, Entity proxy, NetworkEnd there) {
    var here = LambdaFunction.end(function);
    var obstacle =
        here.subnets().isEmpty()
            ? Optional.of("it is not in a VPC. Attach it to subnets of the proxy's VPC.")
            : here.cannotReach(account, there, port(proxy));
    return obstacle.map(
        reason ->
            "The function %s cannot reach %s: %s".formatted(function.id(), there.name(), reason));
  }

  private static int port(Entity proxy) {
    return proxy.says("engineFamily", "MYSQL") ? MYSQL : POSTGRESQL;
  }

  private static Optional<String> login(Account account, Entity function, Entity proxy) {
    var auths = proxy.properties().objects("auths");
    boolean isByIam =
        !auths.isEmpty() && auths.stream().allMatch(auth -> auth.says("iamAuth", "REQUIRED"));
    if (!isByIam) {
      return Optional.empty();
    }
    var arn = proxy.text("arn").orElse("");
    var users = account.arn("rds-db", "dbuser:" + arn.substring(arn.lastIndexOf(':') + 1) + "/");
    var role = RolePermissions.of(account, function.text("role").orElse(""));
    return user(function)
        .filter(user -> role.allow("rds-db:connect", users + user).isFalse())
        .map(
            user ->
                "The function %s cannot log in to the proxy %s: the role %s is not allowed rds-db:connect on %s%s."
                    .formatted(function.id(), proxy.id(), role.name(), users, user));
  }

  /** The database user, from an environment variable whose name suggests one. */
  private static Optional<String> user(Entity function) {
    var variables = function.properties().fields("environment").fields("variables");
    return variables.names().stream()
        .filter(name -> name.toUpperCase(Locale.ROOT).matches("(.*_)?USER(NAME)?"))
        .map(variables::text)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
