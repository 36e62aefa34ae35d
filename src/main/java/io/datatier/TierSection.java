package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Key;
import io.datatier.values.LogRetention;
import java.util.List;
import java.util.Optional;

/** The sections that together say what clients reach the database through. */
final class TierSection {

  /** What a proxy that exists brings along, or somebody else keeps. */
  private static final List<Key> OF_MADE_PROXIES =
      List.of(
          UsersSection.KEYS,
          UsersSection.SECRET_RECOVERY_DAYS,
          MigrationsSection.KEYS,
          AlarmsSection.KEYS,
          CapacitySection.KEYS);

  private TierSection() {}

  /** Empty if something of it is refused. */
  static Optional<TierSettings> read(ConfigObject root, LogRetention retention) {
    return root.has(ProxySection.KEYS, ExistingProxySection.KEYS)
        ? existing(root)
        : made(root, retention);
  }

  private static Optional<TierSettings> made(ConfigObject root, LogRetention retention) {
    var database = root.object(DatabaseSection.KEYS, it -> DatabaseSection.read(it, retention));
    var users = UsersSection.read(root, database);
    var migrations =
        root.object(
            MigrationsSection.KEYS, it -> MigrationsSection.read(it, retention, database, users));
    var proxy =
        root.object(ProxySection.KEYS, it -> ProxySection.read(it, retention, database, users));
    var alarms = root.object(AlarmsSection.KEYS, AlarmsSection::read);
    var capacity = root.object(CapacitySection.KEYS, CapacitySection::read);
    return database.flatMap(
        its ->
            users.flatMap(
                them ->
                    proxy.map(
                        it -> new TierSettings.Made(its, them, migrations, it, alarms, capacity))));
  }

  private static Optional<TierSettings> existing(ConfigObject root) {
    var database = root.object(DatabaseSection.KEYS, DatabaseSection::readName);
    OF_MADE_PROXIES.stream()
        .filter(root::has)
        .forEach(
            key ->
                root.refuse(
                    key,
                    "belongs to a proxy to be made, but datatier:proxy.existing names one that"
                        + " exists; remove one of the two"));
    return root.object(ProxySection.KEYS, proxy -> ProxySection.readExisting(proxy, database))
        .map(TierSettings.Existing::new);
  }
}
