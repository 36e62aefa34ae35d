package io.datatier.proxy;

import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import java.util.List;
import java.util.Optional;

/** {@code datatier:proxy}: where the proxy of a stack comes from, made here or there already. */
public sealed interface ProxySource permits ProxySettings, ExistingProxy {

  /** The users that it knows, before {@code database}, for whose {@code users} it is asked. */
  List<String> usernames(DatabaseSource database, List<DatabaseUser> users);

  /** What it asks of clients. */
  ClientAuthentication authentication();

  /** Whether it has an endpoint that leads to readers. */
  boolean hasReadOnlyEndpoint();

  /** What is to be made; empty for a proxy that somebody else keeps. */
  Optional<ProxySettings> made();

  /** The proxy that somebody else keeps; empty for one to be made. */
  Optional<ExistingProxy> existing();
}
