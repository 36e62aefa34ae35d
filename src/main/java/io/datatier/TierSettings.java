package io.datatier;

import io.datatier.capacity.CapacitySettings;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUsersSettings;
import io.datatier.migrations.UserMigrationSettings;
import io.datatier.observability.AlarmSettings;
import io.datatier.proxy.ExistingProxy;
import io.datatier.proxy.ProxySettings;
import java.util.List;
import java.util.Optional;

/** What clients reach the database through. */
public sealed interface TierSettings {

  /** The users that the proxy knows. */
  List<String> usernames();

  /** Whether the proxy has an endpoint that leads to readers. */
  boolean hasReadOnlyEndpoint();

  /** A proxy made here, its users and alarms, before a database made here or not. */
  record Made(
      DatabaseSource database,
      DatabaseUsersSettings users,
      Optional<UserMigrationSettings> migrations,
      ProxySettings proxy,
      AlarmSettings alarms,
      CapacitySettings capacity)
      implements TierSettings {

    @Override
    public List<String> usernames() {
      return users.users().isEmpty()
          ? List.of(database.masterUsername().value())
          : users.users().stream().map(user -> user.name().value()).toList();
    }

    @Override
    public boolean hasReadOnlyEndpoint() {
      return proxy.readOnlyEndpoint();
    }
  }

  /** A proxy that somebody else keeps. */
  record Existing(ExistingProxy proxy) implements TierSettings {

    @Override
    public List<String> usernames() {
      return proxy.logins().stream().map(DatabaseLogin::username).toList();
    }

    @Override
    public boolean hasReadOnlyEndpoint() {
      return proxy.readOnlyHost().isPresent();
    }
  }
}
