package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Section.Alternative;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUsersSettings;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.database.Topology;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.ConnectionPool;
import io.datatier.proxy.ExistingProxy;
import io.datatier.proxy.ProxySettings;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code datatier:proxy}. */
final class ProxySection {

  private static final Setting<ClientAuthentication> AUTHENTICATION =
      Setting.choice(
              "authentication", List.of(ClientAuthentication.values()), ClientAuthentication::text)
          .allowing("; how clients prove who they are, `iam` with `datatier:users` only")
          .byDefault("secret");
  private static final Setting<Boolean> READ_ONLY_ENDPOINT =
      Setting.bool("readOnlyEndpoint")
          .allowing("; a second endpoint that leads to the readers of a cluster")
          .byDefault("false");
  private static final Setting<Duration> IDLE_CLIENT_TIMEOUT =
      Setting.duration("idleClientTimeout").between("1s", "8h").byDefault("30m");

  private static final Setting<Percent> MAX_CONNECTIONS_PERCENT =
      Setting.integer("maxConnectionsPercent", Percent::new)
          .between(1, 100)
          .allowing(", of the database's `max_connections`")
          .byDefault("90");
  private static final Setting<Percent> MAX_IDLE_CONNECTIONS_PERCENT =
      Setting.integer("maxIdleConnectionsPercent", Percent::new)
          .between(0, 100)
          .allowing(", at most `maxConnectionsPercent`")
          .byDefault("50");
  private static final Setting<Duration> BORROW_TIMEOUT =
      Setting.duration("borrowTimeout")
          .between("0s", "5m")
          .allowing("; how long a client waits for a connection")
          .byDefault("120s");
  private static final Section POOL =
      Section.of(
          "pool",
          "how the proxy shares the database's connections",
          MAX_CONNECTIONS_PERCENT,
          MAX_IDLE_CONNECTIONS_PERCENT,
          BORROW_TIMEOUT);

  private static final Alternative MADE =
      Alternative.of(
          "A proxy to be made", AUTHENTICATION, READ_ONLY_ENDPOINT, IDLE_CLIENT_TIMEOUT, POOL);
  private static final Alternative EXISTING =
      Alternative.of("A proxy that exists", ExistingProxySection.KEYS);

  static final Section KEYS = Section.either("proxy", "the RDS Proxy", MADE, EXISTING);

  private ProxySection() {}

  /** A proxy that exists, in front of {@code database}. */
  static Optional<ExistingProxy> readExisting(ConfigObject proxy, Optional<DatabaseName> database) {
    proxy.settleOn(
        EXISTING,
        "belongs to a proxy to be made, but existing names one that exists; remove one of the two");
    return proxy.object(ExistingProxySection.KEYS, it -> ExistingProxySection.read(it, database));
  }

  /** A proxy to be made; empty if something of it is refused. */
  static Optional<ProxySettings> read(
      ConfigObject proxy,
      LogRetention retention,
      Optional<DatabaseSource> database,
      Optional<DatabaseUsersSettings> users) {
    proxy.has(ExistingProxySection.KEYS);
    var settings = ProxySettings.builder().logRetention(retention);
    proxy.read(AUTHENTICATION, given -> settings.authentication(requireUsers(given, users)));
    proxy.read(
        READ_ONLY_ENDPOINT, given -> settings.readOnlyEndpoint(requireReaders(given, database)));
    proxy.read(IDLE_CLIENT_TIMEOUT, settings::idleClientTimeout);
    proxy.object(POOL, ProxySection::pool).ifPresent(settings::pool);
    return proxy.ifFaultless(settings::build);
  }

  // RDS rotates the master user's password, and administration should stay its only use.
  private static ClientAuthentication requireUsers(
      ClientAuthentication authentication, Optional<DatabaseUsersSettings> users) {
    if (authentication == ClientAuthentication.IAM
        && users.filter(it -> it.users().isEmpty()).isPresent()) {
      throw new InvalidValue(
          authentication.text(),
          "be secret unless datatier:users lists users for the tokens, such as [{name: app}]");
    }
    return authentication;
  }

  private static boolean requireReaders(boolean endpoint, Optional<DatabaseSource> database) {
    if (endpoint && database.filter(it -> !hasReaders(it)).isPresent()) {
      throw new InvalidValue(
          true,
          "be false unless the database is an Aurora cluster with readers: give datatier:database"
              + " the engine aurora-postgresql and at least 1 of readers, or existing.hasReaders");
    }
    return endpoint;
  }

  private static boolean hasReaders(DatabaseSource database) {
    return database instanceof ExistingDatabaseSettings existing
        ? existing.hasReaders()
        : ((DatabaseSettings) database).topology() instanceof Topology.AuroraCluster cluster
            && cluster.readers() > 0;
  }

  private static Optional<ConnectionPool> pool(ConfigObject pool) {
    var settings = ConnectionPool.builder();
    pool.read(MAX_CONNECTIONS_PERCENT, settings::maxConnections);
    pool.read(MAX_IDLE_CONNECTIONS_PERCENT, settings::maxIdleConnections);
    pool.read(BORROW_TIMEOUT, settings::borrowTimeout);
    return pool.together(MAX_IDLE_CONNECTIONS_PERCENT, settings::build);
  }
}
