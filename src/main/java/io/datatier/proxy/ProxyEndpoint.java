package io.datatier.proxy;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.config.InvalidValue;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.PostgresDatabase;
import io.datatier.network.GroupRule;
import io.datatier.network.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where clients of the data tier connect. Only {@link DatabaseProxy} and {@link ExistingProxy}
 * create one.
 */
public final class ProxyEndpoint {

  /**
   * RDS Proxy listens on PostgreSQL's port whatever the port of the database (RDS user guide,
   * "Limitations for RDS Proxy").
   */
  public static final int PORT = PostgresDatabase.PORT;

  private final Output<String> host;
  private final Optional<Output<String>> readOnlyHost;
  private final ProxyIdentity proxy;
  private final List<ProxyIdentity> all;

  /**
   * @param all its own proxy, and after it the one that some clients still use
   */
  ProxyEndpoint(
      Output<String> host, Optional<Output<String>> readOnlyHost, List<ProxyIdentity> all) {
    this.host = host;
    this.readOnlyHost = readOnlyHost;
    this.proxy = all.get(0);
    this.all = List.copyOf(all);
  }

  /**
   * This endpoint for clients of which some still use {@code other}: they keep their network path
   * to it and their permission to log in there.
   */
  public ProxyEndpoint succeeding(ProxyEndpoint other) {
    return new ProxyEndpoint(host, readOnlyHost, List.of(proxy, other.proxy));
  }

  /** Host name of the endpoint; known once the proxy exists. */
  public Output<String> host() {
    return host;
  }

  /** The proxy's endpoint for the readers of a cluster; empty if there is none. */
  public Optional<ProxyEndpoint> readOnly() {
    return readOnlyHost.map(readers -> new ProxyEndpoint(readers, Optional.empty(), all));
  }

  /**
   * The proxy as the value of {@code datatier:proxy.existing} in the configuration of another stack
   * in this network: an {@link ExistingProxy}.
   */
  public Output<Map<String, Object>> asExisting() {
    var readers =
        readOnlyHost
            .map(it -> it.applyValue(Optional::of))
            .orElse(Output.of(Optional.<String>empty()));
    return Output.tuple(
            host,
            readers,
            proxy.arn(),
            proxy.securityGroupId(),
            Output.all(proxy.logins().stream().map(ProxyUser::asConfigured).toList()))
        .applyValue(
            known -> {
              var existing = new HashMap<String, Object>();
              existing.put("endpoint", known.t1);
              known.t2.ifPresent(it -> existing.put("readOnlyEndpoint", it));
              existing.put("arn", known.t3);
              existing.put("securityGroup", known.t4);
              existing.put("authentication", authentication().text());
              existing.put("users", known.t5);
              return existing;
            });
  }

  /** The proxy's ARN. */
  public Output<String> arn() {
    return proxy.arn();
  }

  /** The proxy's network; clients elsewhere cannot reach it. */
  public Network network() {
    return proxy.network();
  }

  /** The proxy's security group; clients need a rule to it. */
  public Output<String> securityGroupId() {
    return proxy.securityGroupId();
  }

  /**
   * Lets members of {@code clientGroup} connect.
   *
   * @param name of the rules, before the proxy's suffix
   * @param purpose what the rules are for
   */
  public List<Resource> permit(
      String name, Output<String> clientGroup, String purpose, CustomResourceOptions options) {
    return all.stream()
        .flatMap(
            it ->
                new GroupRule(clientGroup, it.securityGroupId(), PORT, purpose)
                    .permit(ProxySuffix.append(name, it.suffix()), options).stream())
        .toList();
  }

  /** The policy, as JSON, that lets a client sign in with IAM tokens as {@code username}. */
  Output<String> connectPolicy(String username) {
    return Output.all(all.stream().map(ProxyIdentity::arn).toList())
        .applyValue(arns -> ConnectPolicy.of(arns, username));
  }

  /** The database to connect to. */
  public String databaseName() {
    return proxy.databaseName();
  }

  /** How clients authenticate. */
  public ClientAuthentication authentication() {
    return proxy.authentication();
  }

  /** The users that the proxy accepts. */
  public List<String> usernames() {
    return proxy.logins().stream().map(DatabaseLogin::username).toList();
  }

  /**
   * The login of the proxy's only user.
   *
   * @throws InvalidValue if there are several
   */
  public ProxyLogin login() {
    if (proxy.logins().size() > 1) {
      throw new InvalidValue(
          "no user", "name one of the proxy's users: " + String.join(", ", usernames()));
    }
    return new ProxyLogin(this, proxy.logins().get(0));
  }

  /**
   * The login of {@code username}.
   *
   * @throws InvalidValue if the proxy does not accept that user
   */
  public ProxyLogin login(String username) {
    return proxy.logins().stream()
        .filter(login -> login.username().equals(username))
        .findFirst()
        .map(login -> new ProxyLogin(this, login))
        .orElseThrow(
            () ->
                new InvalidValue(
                    username, "be a user of the proxy: " + String.join(", ", usernames())));
  }
}
