package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.database.DatabaseLogin;

/**
 * A login at the proxy as one database user: all that a client needs. Only a {@link ProxyEndpoint}
 * creates one, and the client components accept nothing else, so wiring a client to the database
 * itself does not compile.
 */
public final class ProxyLogin {

  private final ProxyEndpoint endpoint;
  private final DatabaseLogin login;

  ProxyLogin(ProxyEndpoint endpoint, DatabaseLogin login) {
    this.endpoint = endpoint;
    this.login = login;
  }

  /** Where to connect. */
  public ProxyEndpoint endpoint() {
    return endpoint;
  }

  /** The user to connect as. */
  public String username() {
    return login.username();
  }

  /**
   * The ARN of the secret with the user's password. With {@link ClientAuthentication#IAM} clients
   * may not read it.
   */
  public Output<String> secretArn() {
    return login.secret().arn();
  }

  /** What {@link #grant()} allows, as the name of a policy. */
  public String grantName() {
    return switch (endpoint.authentication()) {
      case SECRET -> "read-database-secret";
      case IAM -> "connect-to-database";
    };
  }

  /** The IAM policy, as JSON, that a client's role needs to log in as this user, and no more. */
  public Output<String> grant() {
    return switch (endpoint.authentication()) {
      case SECRET -> login.secret().readPolicy();
      case IAM -> endpoint.connectPolicy(login.username());
    };
  }
}
