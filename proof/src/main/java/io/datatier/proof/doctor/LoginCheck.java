package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.AUTHENTICATION;
import static io.datatier.proof.doctor.Finding.Symptom.TIMEOUT;

import io.datatier.proof.load.Credentials;
import io.datatier.proof.load.Failure;
import io.datatier.proof.load.Target;
import io.datatier.proof.login.IamTokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.model.UserAuthConfigInfo;

/**
 * Logs in over TLS as each user whose secret the proxy has, where the proxy can be reached: inside
 * its VPC. Users that must bring IAM tokens do so.
 */
final class LoginCheck implements Check {

  private static final int PATIENCE = 5_000;

  /** PostgreSQL, of a database that is not the user's, or is not there at all. */
  private static final Pattern DATABASE =
      Pattern.compile("permission denied for database|database \".*\" does not exist");

  /** Longer than a proxy needs that is there for clients. */
  private static final Duration LONGEST_LOGIN = Duration.ofSeconds(15);

  private final Secrets secrets;
  private final String region;
  private final String database;
  private final Optional<Path> authority;

  /**
   * @param region of the proxy, for tokens
   * @param database to log in to
   * @param authority of the proxy's certificate; by default those that Java trusts
   */
  LoginCheck(Secrets secrets, String region, String database, Optional<Path> authority) {
    this.secrets = secrets;
    this.region = region;
    this.database = database;
    this.authority = authority;
  }

  @Override
  public Stream<Question> questions(Tier tier) {
    return tier.proxies().stream()
        .flatMap(
            proxy -> {
              var reached = new Once<>(() -> isReachable(host(proxy), port(proxy)));
              return Stream.concat(
                  Stream.of(
                      new Question(
                          TIMEOUT,
                          "proxy " + proxy.name(),
                          () -> reached.get() ? Stream.of() : Stream.of(unreachable(proxy)))),
                  proxy.itself().auth().stream()
                      .filter(auth -> auth.secretArn() != null && !auth.secretArn().isEmpty())
                      .map(
                          auth ->
                              new Question(
                                  AUTHENTICATION,
                                  "secret " + Secrets.name(auth.secretArn()),
                                  () -> reached.get() ? logIn(proxy, auth) : Stream.of())));
            });
  }

  private static String host(Proxy proxy) {
    return proxy.itself().endpoint().split(":", 2)[0];
  }

  private static int port(Proxy proxy) {
    var parts = List.of(proxy.itself().endpoint().split(":", 2));
    return parts.size() == 2 ? Integer.parseInt(parts.get(1)) : Proxy.PORT;
  }

  private static Finding unreachable(Proxy proxy) {
    return Finding.note(
        TIMEOUT,
        "%s cannot be reached from here, so no login was tried".formatted(host(proxy)),
        "Run this inside the VPC, with a client's security group, to try TLS and logins.");
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

  private Stream<Finding> logIn(Proxy proxy, UserAuthConfigInfo auth) {
    return secrets.user(auth.secretArn()).stream()
        .flatMap(
            user ->
                "REQUIRED".equals(auth.iamAuthAsString())
                    ? logIn(
                        proxy,
                        new IamTokens(host(proxy), port(proxy), user.user(), Region.of(region)),
                        "an IAM token")
                    : logIn(proxy, user, "its secret"));
  }

  private Stream<Finding> logIn(Proxy proxy, Credentials credentials, String means) {
    var user = credentials.user();
    var target = new Target(host(proxy), port(proxy), database, credentials, authority);
    try (var connection = target.connect(true, LONGEST_LOGIN)) {
      return Stream.of(
          Finding.good(
              AUTHENTICATION,
              "%s logs in to proxy %s over TLS with %s".formatted(user, proxy.name(), means)),
          role(connection, user, proxy));
    } catch (SQLException refused) {
      return Stream.of(refusal(proxy, user, String.valueOf(refused.getMessage())));
    }
  }

  /**
   * RDS asks a member of rds_iam for a token, so the password that a proxy brings is refused. The
   * question needs a connection of the pool, which the login did not.
   */
  private static Finding role(Connection connection, String user, Proxy proxy) {
    try {
      return role(connection, user);
    } catch (SQLException unanswered) {
      var message = String.valueOf(unanswered.getMessage());
      return isOfWaiting(unanswered)
          ? Finding.bad(
              AUTHENTICATION,
              "%s is logged in to proxy %s but got no database connection: %s"
                  .formatted(user, proxy.name(), message),
              "Look at what holds the pool's connections: pinned sessions, long transactions, or a"
                  + " database that does not answer. The password is right.")
          : Finding.bad(
              AUTHENTICATION,
              "%s is logged in to proxy %s, and its query failed: %s"
                  .formatted(user, proxy.name(), message),
              adviceFor(proxy.name(), message));
    }
  }

  /** The proxy ends a wait by its borrow timeout, and this one by its own patience. */
  private static boolean isOfWaiting(SQLException failed) {
    return Failure.of(failed) == Failure.WAITED_TOO_LONG
        || failed.getCause() instanceof SocketTimeoutException;
  }

  private static Finding role(Connection connection, String user) throws SQLException {
    try (var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT count(*) FROM pg_roles"
                    + " WHERE rolname = 'rds_iam' AND pg_has_role(current_user, oid, 'MEMBER')")) {
      result.next();
      return result.getInt(1) == 0
          ? Finding.good(AUTHENTICATION, user + " is not a member of rds_iam")
          : Finding.bad(
              AUTHENTICATION,
              user + " is a member of rds_iam: RDS will refuse its password",
              ("REVOKE rds_iam FROM %s, or the role that makes it a member: with a proxy, clients"
                      + " use tokens and the proxy the password.")
                  .formatted(user));
    }
  }

  private static Finding refusal(Proxy proxy, String user, String message) {
    var text = "%s cannot log in to proxy %s: %s".formatted(user, proxy.name(), message);
    if (DATABASE.matcher(message).find()) {
      return Finding.unseen(
          AUTHENTICATION,
          "the login of " + user,
          "Name a database that the user may connect to with --database (make: DATABASE=…): "
              + message);
    }
    // It says no more of who has no right: who runs this need not be who connects.
    return message.contains("IAM authentication failed")
        ? Finding.unseen(
            AUTHENTICATION,
            "the login of " + user,
            "Run this with credentials that have rds-db:connect on %s/%s: %s"
                .formatted(connectTo(proxy), user, message))
        : Finding.bad(AUTHENTICATION, text, adviceFor(proxy.name(), message));
  }

  /** Of {@code arn:aws:rds:REGION:ACCOUNT:db-proxy:ID}, what a policy names. */
  private static String connectTo(Proxy proxy) {
    return proxy
        .itself()
        .dbProxyArn()
        .replace(":rds:", ":rds-db:")
        .replace(":db-proxy:", ":dbuser:");
  }

  private static String adviceFor(String proxy, String message) {
    if (message.contains("PAM")) {
      return "REVOKE rds_iam from this user: RDS requires a token from its members, and the proxy"
          + " sends the password.";
    }
    if (message.contains("no credentials for the role")) {
      return "Add the user to datatier:users, so that the proxy gets its secret.";
    }
    if (message.contains("password authentication failed")) {
      return "Set the user's password to the one in the secret: the database has a different one.";
    }
    if (message.contains("SSL") || message.contains("certificate")) {
      return "Trust Amazon's root certificates (--ca), and connect to the name that AWS gave the"
          + " proxy.";
    }
    return "Look for the reason in the proxy's log, CloudWatch Logs /aws/rds/proxy/%s."
        .formatted(proxy);
  }
}
