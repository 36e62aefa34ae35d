package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import io.datatier.proxy.ConnectionPool;
import io.datatier.proxy.ProxySettings;
import io.datatier.values.LogRetention;
import io.datatier.values.Percent;
import java.time.Duration;
import java.util.Optional;

/** {@code datatier:proxy}. */
final class ProxySection {

  private static final Setting<Duration> IDLE_CLIENT_TIMEOUT =
      Setting.duration("idleClientTimeout").between("1s", "8h").byDefault("30m");

  private static final Setting<Percent> MAX_CONNECTIONS_PERCENT =
      Setting.integer("maxConnectionsPercent", Percent::new)
          .between(1, 100)
          .allowing(", of the database's `max_connections`")
          .byDefault("100");
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

  static final Section KEYS = Section.of("proxy", "the RDS Proxy", IDLE_CLIENT_TIMEOUT, POOL);

  private ProxySection() {}

  static ProxySettings read(ConfigObject proxy, LogRetention retention) {
    var settings = ProxySettings.builder().logRetention(retention);
    proxy.read(IDLE_CLIENT_TIMEOUT, settings::idleClientTimeout);
    proxy.object(POOL, ProxySection::pool).ifPresent(settings::pool);
    return settings.build();
  }

  private static Optional<ConnectionPool> pool(ConfigObject pool) {
    var settings = ConnectionPool.builder();
    pool.read(MAX_CONNECTIONS_PERCENT, settings::maxConnections);
    pool.read(MAX_IDLE_CONNECTIONS_PERCENT, settings::maxIdleConnections);
    pool.read(BORROW_TIMEOUT, settings::borrowTimeout);
    return pool.together(MAX_IDLE_CONNECTIONS_PERCENT, settings::build);
  }
}
