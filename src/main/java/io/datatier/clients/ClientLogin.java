package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.ByDefault;
import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.database.RoleName;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyLogin;
import io.datatier.proxy.ProxySource;
import java.util.List;
import java.util.Optional;

/**
 * The user and the endpoint that a client logs in with.
 *
 * @param user by default the proxy's only user
 * @param readOnly whether it connects to the readers of a cluster
 */
public record ClientLogin(
    @Otherwise("the proxy's only user")
        @Allows("the database user to log in as, one that the proxy accepts")
        Optional<RoleName> user,
    @ByDefault("false") @Allows("; connects to the proxy's read-only endpoint") boolean readOnly) {

  @Rule
  static void requireUserOfProxy(
      Optional<RoleName> user,
      @OfStack ProxySource proxy,
      @OfStack DatabaseSource database,
      @OfStack List<DatabaseUser> users) {
    var known = proxy.usernames(database, users);
    if (user.isPresent() && !known.contains(user.get().value())) {
      throw new InvalidValue(
          user.get().value(), "be a user of the proxy: " + String.join(", ", known));
    }
    if (user.isEmpty() && known.size() > 1) {
      throw new InvalidValue(
          "no user", "name one of the proxy's users: " + String.join(", ", known));
    }
  }

  @Rule
  static void requireReadOnlyEndpoint(boolean readOnly, @OfStack ProxySource proxy) {
    if (readOnly && !proxy.hasReadOnlyEndpoint()) {
      throw new InvalidValue(
          true, "be false unless datatier:proxy has a read-only endpoint: set readOnlyEndpoint");
    }
  }

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
            () ->
                new InvalidValue(
                    "read-only", "be used with a proxy that has a read-only endpoint"));
  }
}
