package io.datatier;

import io.datatier.capacity.CapacitySettings;
import io.datatier.clients.ClientLogin;
import io.datatier.config.ConfigObject;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseUsername;
import io.datatier.values.InvalidValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The keys that every client has, and what clients share while they are read. */
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

  static final Setting<Double> REQUESTS_PER_SECOND =
      Setting.number("requestsPerSecond")
          .between("0.001", "1000000")
          .allowing(" for which a connection is needed; for the capacity plan");
  static final Setting<Duration> DATABASE_TIME =
      Setting.shortDuration("databaseTime")
          .between("1ms", "15m")
          .allowing("; how long a request needs its connection");

  private final String stack;
  private final Optional<TierSettings> tier;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, ClientTraffic> traffic = new TreeMap<>();

  /**
   * @param stack whose name is added to each client's
   * @param tier whose clients are read; empty if it was refused
   */
  ClientSection(String stack, Optional<TierSettings> tier) {
    this.stack = stack;
    this.tier = tier;
  }

  /** The name in AWS, as {@code lawful} has it, of the client that is called {@code given}. */
  <N> N newName(String given, Function<String, N> lawful) {
    var name = lawful.apply(given + "-" + stack);
    if (!taken.add(given)) {
      throw new InvalidValue(given, "be listed once");
    }
    return name;
  }

  /** Reads what the client that is called {@code name} in AWS says of its load. */
  void readTraffic(ConfigObject client, Optional<String> name) {
    var given =
        new ClientTraffic(
            client.read(REQUESTS_PER_SECOND, CapacitySettings::requireRate),
            client.read(DATABASE_TIME, CapacitySettings::requireDatabaseTime));
    name.filter(its -> !given.equals(ClientTraffic.UNKNOWN))
        .ifPresent(its -> traffic.put(its, given));
  }

  /** What all clients that were read say of their loads, by their names in AWS. */
  Map<String, ClientTraffic> traffic() {
    return Map.copyOf(traffic);
  }

  /** How {@code client} logs in. */
  ClientLogin login(ConfigObject client) {
    var users = tier.map(TierSettings::usernames).orElse(List.of());
    if (users.size() > 1) {
      client.require(USER, "name one of the proxy's users: " + String.join(", ", users));
    }
    var user = client.read(USER, given -> tier.isPresent() ? requireKnown(given, users) : given);
    var readOnly = client.read(READ_ONLY, this::requireEndpoint);
    return new ClientLogin(user, readOnly.orElse(false));
  }

  private static DatabaseUsername requireKnown(DatabaseUsername user, List<String> known) {
    if (!known.contains(user.value())) {
      throw new InvalidValue(
          user.value(), "be a user that the proxy knows: " + String.join(", ", known));
    }
    return user;
  }

  private boolean requireEndpoint(boolean readOnly) {
    if (readOnly && tier.filter(it -> !it.hasReadOnlyEndpoint()).isPresent()) {
      throw new InvalidValue(
          true, "be false unless datatier:proxy has a read-only endpoint: set readOnlyEndpoint");
    }
    return readOnly;
  }
}
