package io.datatier.proxy;

import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the proxy shall be. TLS and Secrets Manager are not among the choices.
 *
 * @param authentication how clients prove who they are; default with a secret
 * @param readOnlyEndpoint a second endpoint that leads to the readers of an Aurora cluster; default
 *     none
 * @param idleClientTimeout how long a silent client keeps its connection, 1 s to 8 h (RDS API,
 *     CreateDBProxy); default 30 minutes
 * @param pool how it shares the database's connections
 * @param logRetention of the proxy's log; default 30 days
 */
public record ProxySettings(
    ClientAuthentication authentication,
    boolean readOnlyEndpoint,
    Duration idleClientTimeout,
    ConnectionPool pool,
    LogRetention logRetention)
    implements ProxySource {

  public ProxySettings {
    requireUpToEightHours(idleClientTimeout);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** This proxy, in front of {@code target}, letting its master user through. */
  public DatabaseProxyArgs of(ProxyTarget target) {
    return new DatabaseProxyArgs(
        this, target, List.of(target.database().master()), Optional.empty());
  }

  private static Duration requireUpToEightHours(Duration timeout) {
    return InvalidValue.requireBetween(
        timeout, Duration.ofSeconds(1), Duration.ofHours(8), "be 1s to 8h");
  }

  /** Builds {@link ProxySettings}; whatever is not set keeps its default. */
  public static final class Builder {
    private ClientAuthentication authentication = ClientAuthentication.SECRET;
    private boolean readOnlyEndpoint = false;
    private Duration idleClientTimeout = Duration.ofMinutes(30);
    private ConnectionPool pool = ConnectionPool.builder().build();
    private LogRetention logRetention = new LogRetention(30);

    private Builder() {}

    public Builder authentication(ClientAuthentication authentication) {
      this.authentication = authentication;
      return this;
    }

    public Builder readOnlyEndpoint(boolean readOnlyEndpoint) {
      this.readOnlyEndpoint = readOnlyEndpoint;
      return this;
    }

    public Builder idleClientTimeout(Duration idleClientTimeout) {
      this.idleClientTimeout = requireUpToEightHours(idleClientTimeout);
      return this;
    }

    public Builder pool(ConnectionPool pool) {
      this.pool = pool;
      return this;
    }

    public Builder logRetention(LogRetention logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    public ProxySettings build() {
      return new ProxySettings(
          authentication, readOnlyEndpoint, idleClientTimeout, pool, logRetention);
    }
  }
}
