package io.datatier.clients;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.pulumi.core.Output;
import io.datatier.component.OutputMap;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyLogin;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables of a client: the proxy's address, the user and how to log in, and
 * nothing else.
 */
public final class DatabaseEnvironment {

  /** The names of all variables. */
  static final Set<String> NAMES =
      Set.of(
          "RDS_PROXY_ENDPOINT",
          "RDS_SECRET_ARN",
          "DATABASE_NAME",
          "DATABASE_PORT",
          "DATABASE_USER",
          "DATABASE_AUTHENTICATION",
          "DATABASE_SSLMODE");

  private final ProxyLogin login;

  private DatabaseEnvironment(ProxyLogin login) {
    this.login = login;
  }

  /** The environment of a client that connects as {@code login}. */
  public static DatabaseEnvironment of(ProxyLogin login) {
    return new DatabaseEnvironment(login);
  }

  /** The environment variables for every user of {@code endpoint}, by the user's name. */
  public static Output<Map<String, Map<String, String>>> byUser(ProxyEndpoint endpoint) {
    return OutputMap.of(
        endpoint.usernames().stream()
            .collect(toUnmodifiableMap(identity(), name -> of(endpoint.login(name)).variables())));
  }

  /**
   * The environment variables. DATABASE_SSLMODE is libpq's name for the mode, which most drivers
   * share: the certificate of the proxy comes from a public authority, so it can be verified in
   * full. RDS_SECRET_ARN is there only for clients that log in with it.
   */
  public Output<Map<String, String>> variables() {
    return login.endpoint().authentication() == ClientAuthentication.SECRET
        ? Output.tuple(login.endpoint().host(), login.secretArn())
            .applyValue(known -> with(known.t1, Map.of("RDS_SECRET_ARN", known.t2)))
        : login.endpoint().host().applyValue(host -> with(host, Map.of()));
  }

  private Map<String, String> with(String host, Map<String, String> credentials) {
    var variables = new HashMap<>(credentials);
    variables.put("RDS_PROXY_ENDPOINT", host);
    variables.put("DATABASE_NAME", login.endpoint().databaseName());
    variables.put("DATABASE_PORT", Integer.toString(ProxyEndpoint.PORT));
    variables.put("DATABASE_USER", login.username());
    variables.put("DATABASE_AUTHENTICATION", login.endpoint().authentication().text());
    variables.put("DATABASE_SSLMODE", "verify-full");
    return Map.copyOf(variables);
  }
}
