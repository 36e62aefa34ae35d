package io.datatier.clients;

import io.datatier.database.DatabaseUsername;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyLogin;
import io.datatier.values.InvalidValue;
import java.util.Optional;

/**
 * As whom a client logs in, and where.
 *
 * @param user default: the only user that the proxy knows
 * @param readOnly whether it connects to the readers of a cluster; default false
 */
public record ClientLogin(Optional<DatabaseUsername> user, boolean readOnly) {

  /** The only user of the proxy, on the read-write endpoint. */
  public static final ClientLogin DEFAULT = new ClientLogin(Optional.empty(), false);

  /**
   * This login through {@code endpoint}.
   *
   * @throws InvalidValue if the proxy has no such user or no such endpoint
   */
  public ProxyLogin through(ProxyEndpoint endpoint) {
    var chosen = readOnly ? readOnlyOf(endpoint) : endpoint;
    return user.map(name -> chosen.login(name.value())).orElseGet(chosen::login);
  }

  private static ProxyEndpoint readOnlyOf(ProxyEndpoint endpoint) {
    return endpoint
        .readOnly()
        .orElseThrow(
            () -> new InvalidValue("read-only", "be asked of a proxy with a read-only endpoint"));
  }
}
