package io.datatier;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacityReport;
import io.datatier.capacity.Client;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.Demand;
import io.datatier.capacity.Finding;
import io.datatier.capacity.PoolCapacity;
import io.datatier.capacity.ProxyPool;
import io.datatier.capacity.Tier;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.WorkerFleetSettings;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.database.Topology.SingleInstance;
import io.datatier.network.CreatedNetwork;
import io.datatier.network.NetworkSettings;
import io.datatier.observability.AlarmSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The capacity plan of a stack. */
public final class StackCapacity {

  private StackCapacity() {}

  /**
   * What the stack that {@code settings} describe carries and costs; empty for a stack on a proxy
   * that others made, of which neither the pool nor the database is stated.
   */
  public static Optional<CapacityPlan> plan(StackSettings settings) {
    return settings.tier() instanceof TierSettings.Made made
        ? Optional.of(plan(settings, made))
        : Optional.empty();
  }

  private static CapacityPlan plan(StackSettings settings, TierSettings.Made made) {
    return CapacityPlan.of(tier(settings, made), made.capacity());
  }

  /**
   * The alarms of {@code tier}, where it names no thresholds with those of its plan: more clients
   * than there should be at the peak, and so much of the pool that less than the reserve is left
   * that RDS wants above the highest use (RDS user guide, "MaxConnectionsPercent").
   */
  static AlarmSettings alarms(StackSettings settings, TierSettings.Made tier) {
    var plan = plan(settings, tier);
    // Reserved concurrency has no upper bound of its own, and nor has the sum of it.
    var clients = Math.toIntExact(Math.min(plan.peakConnections(), AlarmSettings.MOST_CONNECTIONS));
    return plan.pool()
        .filter(pool -> clients > 0 && pool.connections().least() > 0)
        .map(pool -> tier.alarms().planned(clients, mostUsed(pool)))
        .orElse(tier.alarms());
  }

  private static int mostUsed(PoolCapacity pool) {
    return Math.max(1, Math.toIntExact(pool.connections().least() * 100L / 130));
  }

  /**
   * Says what {@code settings} carry and cost, and exports it.
   *
   * @throws RunException if they cannot work, which ends the run without a stack trace
   */
  static void report(Context context, StackSettings settings) {
    plan(settings).ifPresent(plan -> report(context, settings, plan));
  }

  private static void report(Context context, StackSettings settings, CapacityPlan plan) {
    if (!plan.errors().isEmpty()) {
      throw new RunException(refusal(settings.stack(), plan.errors()));
    }
    var report = new CapacityReport(plan);
    context.log().info("Capacity\n" + String.join("\n", report.lines()));
    plan.warnings().forEach(warning -> context.log().warn(warning.text()));
    context.export("capacity", Output.of(report.value()));
  }

  private static String refusal(String stack, List<Finding> errors) {
    return errors.stream()
        .map(error -> "  " + error.text())
        .collect(
            Collectors.joining(
                "\n",
                "The capacity plan of stack %s has %d %s; nothing was touched.%n"
                    .formatted(stack, errors.size(), errors.size() == 1 ? "fault" : "faults"),
                "\nTo go on all the same, give the reason as datatier:capacity.acceptRisk."));
  }

  private static Tier tier(StackSettings settings, TierSettings.Made made) {
    var pool = made.proxy().pool();
    return new Tier(
        settings.region(),
        database(made.database()),
        new ProxyPool(pool.maxConnections(), pool.maxIdleConnections(), pool.borrowTimeout()),
        new Demand(clients(settings)),
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

  private static List<Client> clients(StackSettings settings) {
    return Stream.concat(
            settings.functions().functions().stream().map(it -> function(it, settings)),
            settings.workers().entrySet().stream()
                .map(it -> workers(it.getKey(), it.getValue(), settings)))
        .toList();
  }

  private static Client workers(String name, WorkerFleetSettings fleet, StackSettings settings) {
    return withTraffic(
        Client.workers(name, fleet.size().most(), fleet.connectionsPerWorker()),
        settings.traffic().getOrDefault(name, ClientTraffic.UNKNOWN));
  }

  private static Client function(FunctionSettings function, StackSettings settings) {
    var name = function.name().value();
    var client = Client.function(name).timeout(function.timeout());
    function.reservedConcurrency().ifPresent(client::connections);
    return withTraffic(client, settings.traffic().getOrDefault(name, ClientTraffic.UNKNOWN));
  }

  private static Client withTraffic(Client.Builder client, ClientTraffic traffic) {
    traffic.requestsPerSecond().ifPresent(client::requestsPerSecond);
    traffic.databaseTime().ifPresent(client::databaseTime);
    return client.build();
  }

  private static int interfaceEndpoints(NetworkSettings network) {
    return network instanceof CreatedNetwork created
        ? created.endpointServices().size() * created.zones().zones().size()
        : 0;
  }
}
