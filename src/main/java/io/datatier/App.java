package io.datatier;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.StackOptions;
import io.datatier.capacity.CapacityPlan;
import io.datatier.capacity.CapacityReport;
import io.datatier.clients.DatabaseEnvironment;
import io.datatier.clients.LambdaFleet;
import io.datatier.clients.WorkerFleet;
import io.datatier.component.LogGroups;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.runtime.JavaRuntime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.LogManager;

/**
 * The data tier of one stack: a database, the proxy in front of it, and the clients that may use
 * it.
 */
public final class App {

  private App() {}

  public static void main(String[] args) {
    System.exit(deploy().join());
  }

  /**
   * Registers the stack with the engine that the environment names.
   *
   * @return the exit code
   */
  static CompletableFuture<Integer> deploy() {
    JavaRuntime.prepare();
    // The SDK sends its messages to the engine and repeats them on stderr, which the engine shows
    // too.
    LogManager.getLogManager().reset();
    var options =
        StackOptions.builder()
            .resourceTransformations(StackSettings.adoption().keepingNames())
            .build();
    return Pulumi.withOptions(options)
        .runAsync(context -> stack(context, StackSettings.from(context)));
  }

  static void stack(Context context, StackSettings settings) {
    settings.plan().ifPresent(plan -> tell(context, settings.stack(), plan));
    var running = RunningStack.of(settings);
    running.databaseNote().ifPresent(note -> note.tell(context));
    var network = new Network(settings.name("network"), settings.reachedNetwork());
    var keys =
        new EncryptionKeys(
            settings.name("keys"),
            settings.keys(),
            settings.keepsData(),
            ComponentResourceOptions.Empty);
    var logs = new LogGroups(settings.logRetentionDays(), keys.logs());
    var endpoint =
        settings
            .proxy()
            .existing()
            .map(proxy -> proxy.in(network, settings.database().databaseName()))
            .orElseGet(
                () -> {
                  var tier = new DataTier(settings, running.database(), network, keys, logs);
                  tier.export(context);
                  return tier.endpoint();
                });
    var functions =
        new LambdaFleet(settings.name("functions"), settings.functionsInAws(), endpoint, logs);
    settings
        .workersInAws()
        .forEach(fleet -> new WorkerFleet(fleet.name().value(), fleet, endpoint, keys, logs));

    context.export("rds_proxy_endpoint", endpoint.host());
    endpoint
        .readOnly()
        .ifPresent(readers -> context.export("rds_proxy_read_only_endpoint", readers.host()));
    context.export("client_environments", DatabaseEnvironment.byUser(endpoint));
    context.export("client_stack", clientStack(endpoint));
    context.export("functions", functions.described());
  }

  /** Logs what the stack carries and costs, and exports it; ends the run if it cannot work. */
  private static void tell(Context context, String stack, CapacityPlan plan) {
    var report = new CapacityReport(plan);
    report
        .refusal(stack)
        .ifPresent(
            errors -> {
              throw new RunException(errors);
            });
    context.log().info("Capacity\n" + String.join("\n", report.lines()));
    plan.warnings().forEach(warning -> context.log().warn(warning.text()));
    context.export("capacity", Output.of(report.value()));
  }

  /** The {@code config} for the file of another stack whose clients use this stack's proxy. */
  private static Output<Map<String, Object>> clientStack(ProxyEndpoint endpoint) {
    return Output.tuple(endpoint.network().asExisting(), endpoint.asExisting())
        .applyValue(
            known ->
                Map.of(
                    key("network"), known.t1,
                    key("database"), Map.of("databaseName", endpoint.databaseName()),
                    key("proxy"), Map.of("existing", known.t2)));
  }

  private static String key(String name) {
    return StackSettings.NAMESPACE + ":" + name;
  }
}
