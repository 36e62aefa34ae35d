package io.datatier.capacity;

import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tiers to plan, all of one campaign of 161 executions unless a test says otherwise. */
public final class SampleTiers {

  public static final ConnectionPool WHOLE_POOL = pool(100);
  public static final Demand CAMPAIGN =
      new Demand(
          List.of(
              function("dispatcher", 1),
              function("dialer-worker", 100),
              function("status-checker", 50),
              function("report-generator", 10)));

  private SampleTiers() {}

  public static Tier on(String instanceClass) {
    return tier(instanceClass, WHOLE_POOL, CAMPAIGN);
  }

  public static Tier tier(String instanceClass, ConnectionPool pool, Demand demand) {
    return tier(DatabaseTarget.instance(instanceClass, false, 20), pool, demand);
  }

  public static Tier tier(DatabaseTarget database, ConnectionPool pool, Demand demand) {
    return new Tier("us-east-1", database, pool, demand, 0);
  }

  public static Demand demand(ClientBuilder... clients) {
    return new Demand(List.of(clients).stream().map(ClientBuilder::build).toList());
  }

  public static ClientBuilder clients(String name, int connections) {
    return Client.function(name).connections(connections).timeout(Duration.ofSeconds(150));
  }

  static Load load(double requestsPerSecond, int databaseMillis) {
    return new Load(
        OptionalDouble.of(requestsPerSecond), Optional.of(Duration.ofMillis(databaseMillis)));
  }

  public static ConnectionPool pool(int percent) {
    return new ConnectionPool(
        new Percent(percent),
        Optional.of(new Percent(Math.min(percent, 50))),
        Duration.ofMinutes(2));
  }

  public static CapacityPlan plan(Tier tier) {
    return CapacityPlan.of(tier, CapacitySettings.builder().build());
  }

  private static Client function(String name, int connections) {
    return clients(name, connections).build();
  }
}
