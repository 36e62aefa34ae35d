package io.datatier;

import io.datatier.clients.ClientLogin;
import io.datatier.config.ConfigObject;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseUsername;
import io.datatier.values.InvalidValue;
import java.util.List;
import java.util.Optional;

/** The keys that every client has. */
final class ClientSection {

  static final Setting<DatabaseUsername> USER =
      Setting.text("user", DatabaseUsername::new)
          .like(DatabaseUsername.LAWFUL)
          .allowing("the database user that it logs in as, one of those that the proxy knows")
          .otherwise("the only one");
  static final Setting<Boolean> READ_ONLY =
      Setting.bool("readOnly")
          .allowing("; connects to the proxy's read-only endpoint")
          .byDefault("false");

  private ClientSection() {}

  /** How {@code client} logs in to {@code tier}, which is empty if it was refused. */
  static ClientLogin login(ConfigObject client, Optional<TierSettings> tier) {
    var users = tier.map(TierSettings::usernames).orElse(List.of());
    if (users.size() > 1) {
      client.require(USER, "name one of the proxy's users: " + String.join(", ", users));
    }
    var user = client.read(USER, given -> tier.isPresent() ? requireKnown(given, users) : given);
    var readOnly = client.read(READ_ONLY, given -> requireEndpoint(given, tier));
    return new ClientLogin(user, readOnly.orElse(false));
  }

  private static DatabaseUsername requireKnown(DatabaseUsername user, List<String> known) {
    if (!known.contains(user.value())) {
      throw new InvalidValue(
          user.value(), "be a user that the proxy knows: " + String.join(", ", known));
    }
    return user;
  }

  private static boolean requireEndpoint(boolean readOnly, Optional<TierSettings> tier) {
    if (readOnly && tier.filter(it -> !it.hasReadOnlyEndpoint()).isPresent()) {
      throw new InvalidValue(
          true, "be false unless datatier:proxy has a read-only endpoint: set readOnlyEndpoint");
    }
    return readOnly;
  }
}
