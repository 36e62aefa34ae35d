package io.datatier.proxy;

import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import java.util.List;
import java.util.Optional;

/** {@code datatier:proxy}: a new proxy or an existing one. */
public sealed interface ProxySource permits ProxySettings, ExistingProxy {

  /** The users that it accepts, in front of {@code database} with {@code users}. */
  List<String> usernames(DatabaseSource database, List<DatabaseUser> users);

  /** What it asks of clients. */
  ClientAuthentication authentication();

  /** Whether it has an endpoint that leads to readers. */
  boolean hasReadOnlyEndpoint();

  /** The settings of a new proxy; empty for an existing one. */
  Optional<ProxySettings> created();

  /** The existing proxy; empty for a new one. */
  Optional<ExistingProxy> existing();
}
