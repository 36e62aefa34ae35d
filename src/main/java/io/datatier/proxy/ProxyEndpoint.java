package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.database.Database;
import io.datatier.database.DatabaseSecret;
import io.datatier.network.Network;

/**
 * Where clients of the data tier connect, and as whom. Only {@link DatabaseProxy} makes one, and
 * the client components accept nothing else, so wiring a function to the database itself does not
 * compile.
 */
public final class ProxyEndpoint {

  /**
   * RDS Proxy listens on PostgreSQL's port whatever the port of the database (RDS user guide,
   * "Limitations for RDS Proxy").
   */
  public static final int PORT = Database.PORT;

  private final Output<String> host;
  private final Output<String> securityGroupId;
  private final ProxyTarget target;

  ProxyEndpoint(Output<String> host, Output<String> securityGroupId, ProxyTarget target) {
    this.host = host;
    this.securityGroupId = securityGroupId;
    this.target = target;
  }

  /** Host name of the default, read-write endpoint; known once the proxy exists. */
  public Output<String> host() {
    return host;
  }

  /** Where the proxy lives; clients outside it cannot reach it. */
  public Network network() {
    return target.network();
  }

  /** The group that stands before the proxy; clients need a rule to it. */
  public Output<String> securityGroupId() {
    return securityGroupId;
  }

  /** The credentials that the proxy accepts. */
  public DatabaseSecret secret() {
    return target.secret();
  }

  /** The database to connect to. */
  public String databaseName() {
    return target.databaseName();
  }

  /** The user to connect as. */
  public String username() {
    return target.username();
  }
}
