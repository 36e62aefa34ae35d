package io.datatier.clients;

import com.pulumi.core.Output;
import io.datatier.proxy.ProxyEndpoint;
import java.util.Map;

/** What a client is told of the database: where the proxy is, which secret to read, never more. */
public final class DatabaseEnvironment {

  private final ProxyEndpoint endpoint;

  private DatabaseEnvironment(ProxyEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** The environment of a client that connects through {@code endpoint}. */
  public static DatabaseEnvironment of(ProxyEndpoint endpoint) {
    return new DatabaseEnvironment(endpoint);
  }

  /**
   * The environment variables. DATABASE_SSLMODE is libpq's name for the mode, which most drivers
   * share: the certificate of the proxy comes from a public authority, so it can be verified in
   * full.
   */
  public Output<Map<String, String>> variables() {
    return Output.tuple(endpoint.host(), endpoint.secret().arn())
        .applyValue(
            known ->
                Map.of(
                    "RDS_PROXY_ENDPOINT",
                    known.t1,
                    "RDS_SECRET_ARN",
                    known.t2,
                    "DATABASE_NAME",
                    endpoint.databaseName(),
                    "DATABASE_PORT",
                    Integer.toString(ProxyEndpoint.PORT),
                    "DATABASE_USER",
                    endpoint.username(),
                    "DATABASE_SSLMODE",
                    "verify-full"));
  }
}
