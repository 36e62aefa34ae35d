package io.datatier.proxy;

import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Defaults;
import io.datatier.config.Law;
import io.datatier.config.OfStack;
import io.datatier.config.Rule;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.values.InvalidValue;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A proxy to be made. TLS and Secrets Manager are not among the choices.
 *
 * @param authentication how clients prove who they are
 * @param readOnlyEndpoint a second endpoint that leads to the readers of an Aurora cluster
 * @param idleClientTimeout how long a silent client keeps its connection (RDS API, CreateDBProxy)
 * @param pool how it shares the database's connections
 */
@RecordBuilder
@Alternative(title = "A proxy to be made")
public record ProxySettings(
    @ByDefault("secret")
        @Allows("; how clients prove who they are, `iam` with `datatier:users` only")
        ClientAuthentication authentication,
    @ByDefault("false") @Allows("; a second endpoint that leads to the readers of a cluster")
        boolean readOnlyEndpoint,
    @ByDefault("30m") @Between(least = "1s", most = "8h") Duration idleClientTimeout,
    @Allows("how the proxy shares the database's connections") ConnectionPool pool)
    implements ProxySource {

  public ProxySettings {
    Law.hold(ProxySettings.class, authentication, readOnlyEndpoint, idleClientTimeout, pool);
  }

  /** A builder that holds the defaults. */
  public static ProxySettingsBuilder builder() {
    return ProxySettingsBuilder.builder(Defaults.of(ProxySettings.class));
  }

  // RDS rotates the master user's password, and administration should stay its only use.
  @Rule
  static void needsUsersForTokens(
      ClientAuthentication authentication, @OfStack List<DatabaseUser> users) {
    if (authentication == ClientAuthentication.IAM && users.isEmpty()) {
      throw new InvalidValue(
          authentication.text(),
          "be secret unless datatier:users lists users for the tokens, such as [{name: app}]");
    }
  }

  @Rule
  static void needsReaders(boolean readOnlyEndpoint, @OfStack DatabaseSource database) {
    if (readOnlyEndpoint && !database.hasReaders()) {
      throw new InvalidValue(
          true,
          "be false unless the database is an Aurora cluster with readers: give datatier:database"
              + " the engine aurora-postgresql and at least 1 of readers, or existing.hasReaders");
    }
  }

  @Override
  public List<String> usernames(DatabaseSource database, List<DatabaseUser> users) {
    return users.isEmpty()
        ? List.of(database.masterUsername().value())
        : users.stream().map(user -> user.name().value()).toList();
  }

  @Override
  public boolean hasReadOnlyEndpoint() {
    return readOnlyEndpoint;
  }

  @Override
  public Optional<ProxySettings> made() {
    return Optional.of(this);
  }

  @Override
  public Optional<ExistingProxy> existing() {
    return Optional.empty();
  }
}
