package io.datatier;

import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacitySettings;
import io.datatier.capacity.Client;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.Demand;
import io.datatier.capacity.ProxyPool;
import io.datatier.capacity.Tier;
import io.datatier.clients.FunctionSettings;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.database.Topology.SingleInstance;
import io.datatier.network.CreatedNetwork;
import io.datatier.network.NetworkSettings;
import java.util.Optional;

/** The capacity plan of a stack. */
final class StackCapacity {

  private StackCapacity() {}

  /**
   * What the stack that {@code settings} describe carries and costs; empty for a stack on a proxy
   * that others made, of which neither the pool nor the database is stated.
   */
  static Optional<CapacityPlan> plan(StackSettings settings, CapacitySettings capacity) {
    return settings.tier() instanceof TierSettings.Made made
        ? Optional.of(CapacityPlan.of(tier(settings, made), capacity))
        : Optional.empty();
  }

  private static Tier tier(StackSettings settings, TierSettings.Made made) {
    var pool = made.proxy().pool();
    return new Tier(
        settings.region(),
        database(made.database()),
        new ProxyPool(pool.maxConnections(), pool.maxIdleConnections(), pool.borrowTimeout()),
        new Demand(settings.functions().functions().stream().map(StackCapacity::client).toList()),
        interfaceEndpoints(settings.network()));
  }

  private static DatabaseTarget database(DatabaseSource source) {
    return source instanceof DatabaseSettings made
        ? limited(made)
        : DatabaseTarget.existing(((ExistingDatabaseSettings) source).identifier().value());
  }

  private static DatabaseTarget limited(DatabaseSettings settings) {
    var instanceClass = settings.instanceClass().value();
    var target =
        settings.topology() instanceof SingleInstance instance
            ? DatabaseTarget.instance(instanceClass, instance.multiAz(), instance.storageGib())
            : DatabaseTarget.cluster(instanceClass);
    return settings.maxConnections().isPresent()
        ? target.withMaxConnections(settings.maxConnections().getAsInt())
        : target;
  }

  private static Client client(FunctionSettings function) {
    var client = Client.function(function.name().value()).timeout(function.timeout());
    function.reservedConcurrency().ifPresent(client::connections);
    return client.build();
  }

  private static int interfaceEndpoints(NetworkSettings network) {
    return network instanceof CreatedNetwork created
        ? created.endpointServices().size() * created.zones().zones().size()
        : 0;
  }
}
