package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import io.datatier.observability.AlarmSettings;
import io.datatier.observability.TopicArn;
import io.datatier.values.Percent;
import java.time.Duration;

/** {@code datatier:alarms}. */
final class AlarmsSection {

  private static final Setting<Integer> CLIENT_CONNECTIONS =
      connections("clientConnections")
          .otherwise("all that the clients may hold, by the capacity plan");
  private static final Setting<Integer> DATABASE_CONNECTIONS =
      connections("databaseConnections")
          .otherwise("77 % of the pool, by the capacity plan; without one 50");
  private static final Setting<Percent> ALLOWED_CONNECTIONS_PERCENT =
      percent("allowedConnectionsPercent")
          .allowing(", of the connections that the proxy may open; alarm above this")
          .byDefault("77");
  private static final Setting<Duration> BORROW_LATENCY_MILLIS =
      Setting.integer("borrowLatencyMillis", Duration::ofMillis)
          .between(1, 300_000)
          .allowing(" ms that clients wait for a connection on average; alarm above this")
          .byDefault("1000");
  private static final Setting<Integer> PINNED_SESSIONS =
      connections("pinnedSessions").byDefault("25");
  private static final Setting<Integer> FAILED_SETUPS =
      failures("failedSetups", "to connect to the database");
  private static final Setting<Integer> FAILED_AUTHENTICATIONS =
      failures("failedAuthentications", "of clients to log in");
  private static final Setting<Percent> AVAILABILITY_PERCENT =
      percent("availabilityPercent").allowing(", of the time; alarm below this").byDefault("99");
  private static final Setting<Percent> CPU_PERCENT =
      percent("cpuPercent").allowing(", of the database's; alarm above this").byDefault("90");
  private static final Setting<Percent> FREE_MEMORY_PERCENT =
      percent("freeMemoryPercent")
          .allowing(", of the database's; alarm below this")
          .otherwise("25 for an instance, 5 for a cluster");
  private static final Setting<Percent> FREE_STORAGE_PERCENT =
      percent("freeStoragePercent")
          .allowing(", of an instance's; alarm below this")
          .byDefault("10");
  private static final Setting<TopicArn> TOPIC =
      Setting.text("topic", TopicArn::new)
          .like(TopicArn.LAWFUL)
          .allowing("the ARN of an SNS topic; without one, a topic is made");

  static final Section KEYS =
      Section.of(
          "alarms",
          "when somebody is told",
          CLIENT_CONNECTIONS,
          DATABASE_CONNECTIONS,
          ALLOWED_CONNECTIONS_PERCENT,
          BORROW_LATENCY_MILLIS,
          PINNED_SESSIONS,
          FAILED_SETUPS,
          FAILED_AUTHENTICATIONS,
          AVAILABILITY_PERCENT,
          CPU_PERCENT,
          FREE_MEMORY_PERCENT,
          FREE_STORAGE_PERCENT,
          TOPIC);

  private AlarmsSection() {}

  static AlarmSettings read(ConfigObject alarms) {
    var settings = AlarmSettings.builder();
    alarms.read(CLIENT_CONNECTIONS, settings::clientConnections);
    alarms.read(DATABASE_CONNECTIONS, settings::databaseConnections);
    alarms.read(ALLOWED_CONNECTIONS_PERCENT, settings::allowedConnections);
    alarms.read(BORROW_LATENCY_MILLIS, settings::borrowLatency);
    alarms.read(PINNED_SESSIONS, settings::pinnedSessions);
    alarms.read(FAILED_SETUPS, settings::failedSetups);
    alarms.read(FAILED_AUTHENTICATIONS, settings::failedAuthentications);
    alarms.read(AVAILABILITY_PERCENT, settings::availability);
    alarms.read(CPU_PERCENT, settings::cpu);
    alarms.read(FREE_MEMORY_PERCENT, settings::freeMemory);
    alarms.read(FREE_STORAGE_PERCENT, settings::freeStorage);
    alarms.read(TOPIC, settings::topic);
    return settings.build();
  }

  private static Setting<Integer> connections(String name) {
    return Setting.integer(name)
        .between(1, 1_000_000)
        .allowing(" connections; alarm above this for ten minutes");
  }

  private static Setting<Integer> failures(String name, String what) {
    return Setting.integer(name)
        .between(0, 1_000_000)
        .allowing(" failures " + what + " in a minute; alarm above this")
        .byDefault("0");
  }

  private static Setting<Percent> percent(String name) {
    return Setting.integer(name, Percent::new).between(1, 100);
  }
}
