package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.AUTHENTICATION;
import static io.datatier.proof.doctor.Finding.Symptom.TIMEOUT;

import io.datatier.proof.load.Target;
import io.datatier.proof.login.Password;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Logs in over TLS as each user whose secret the proxy has, where the proxy can be reached: inside
 * its VPC.
 */
final class LoginCheck implements Check {

  private static final int PATIENCE = 5_000;

  private final SecretCheck secrets;
  private final String database;
  private final Optional<Path> authority;

  /**
   * @param database to log in to
   * @param authority of the proxy's certificate; by default those that Java trusts
   */
  LoginCheck(SecretCheck secrets, String database, Optional<Path> authority) {
    this.secrets = secrets;
    this.database = database;
    this.authority = authority;
  }

  @Override
  public Stream<Finding> findings(DeployedStack stack, Proxy proxy) {
    var endpoint = proxy.itself().endpoint();
    var host = endpoint.split(":", 2)[0];
    var port = endpoint.contains(":") ? Integer.parseInt(endpoint.split(":", 2)[1]) : Proxy.PORT;
    if (!isReachable(host, port)) {
      return Stream.of(
          Finding.note(
              TIMEOUT,
              "%s cannot be reached from here, so nobody logged in".formatted(host),
              "Run this inside the VPC, with a client's security group, to try TLS and logins."));
    }
    var found = new ArrayList<Finding>();
    for (var auth : proxy.itself().auth()) {
      secrets
          .content(auth.secretArn())
          .map(
              json ->
                  new Password(
                      json.get("username").getAsString(), json.get("password").getAsString()))
          .ifPresent(
              user ->
                  found.addAll(
                      logIn(
                          new Target(host, port, database, user, authority),
                          auth.iamAuthAsString())));
    }
    return found.stream();
  }

  private static boolean isReachable(String host, int port) {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return false;
    }
    try (var socket = new Socket()) {
      socket.connect(address, PATIENCE);
      return true;
    } catch (IOException unreachable) {
      return false;
    }
  }

  private static List<Finding> logIn(Target target, String iam) {
    var user = target.credentials().user();
    if ("REQUIRED".equals(iam)) {
      return List.of(
          Finding.note(
              AUTHENTICATION,
              "%s logs in with IAM tokens, so its password was not tried".formatted(user),
              "Call a function that logs in as it."));
    }
    try (var connection = target.connect(true)) {
      return List.of(
          Finding.good(AUTHENTICATION, user + " logs in over TLS with its secret"),
          role(connection, user));
    } catch (SQLException refused) {
      return List.of(
          Finding.bad(
              AUTHENTICATION,
              "%s cannot log in: %s".formatted(user, refused.getMessage()),
              adviceFor(String.valueOf(refused.getMessage()))));
    }
  }

  /** RDS asks a member of rds_iam for a token, so the password that a proxy brings is refused. */
  private static Finding role(Connection connection, String user) throws SQLException {
    try (var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT count(*) FROM pg_auth_members m"
                    + " JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member"
                    + " WHERE g.rolname = 'rds_iam' AND u.rolname = current_user")) {
      result.next();
      return result.getInt(1) == 0
          ? Finding.good(AUTHENTICATION, user + " is no member of rds_iam")
          : Finding.bad(
              AUTHENTICATION,
              user + " is a member of rds_iam: RDS will refuse its password",
              "REVOKE rds_iam FROM "
                  + user
                  + ": with a proxy, clients use tokens and the proxy the"
                  + " password.");
    }
  }

  private static String adviceFor(String message) {
    if (message.contains("PAM")) {
      return "REVOKE rds_iam from this user: RDS wants a token from its members, and the proxy"
          + " brings the password.";
    }
    if (message.contains("no credentials for the role")) {
      return "Add the user to datatier:users, so that the proxy gets its secret.";
    }
    if (message.contains("password authentication failed")) {
      return "Give the user the password that is in the secret: the database has another.";
    }
    if (message.contains("SSL") || message.contains("certificate")) {
      return "Trust Amazon's root certificates (--ca), and connect to the name that AWS gave the"
          + " proxy.";
    }
    return "Turn on datatier:proxy.debugLogging for a while, and look at the proxy's log.";
  }
}
