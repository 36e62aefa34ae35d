package io.datatier;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.resources.StackOptions;
import io.datatier.clients.DatabaseEnvironment;
import io.datatier.clients.LambdaFleet;
import io.datatier.clients.WorkerFleet;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import java.util.logging.LogManager;

/**
 * The data tier of one stack: a database, the proxy in front of it, and the clients that may use
 * it.
 */
public final class App {

  private App() {}

  public static void main(String[] args) {
    // The SDK sends its messages to the engine and repeats them on stderr, which the engine shows
    // too.
    LogManager.getLogManager().reset();
    var options =
        StackOptions.builder()
            .resourceTransformations(StackSettings.adoption().keepingNames())
            .build();
    Pulumi.withOptions(options).run(context -> stack(context, StackSettings.from(context)));
  }

  static void stack(Context context, StackSettings settings) {
    StackCapacity.report(context, settings);
    var network = new Network(settings.name("network"), settings.network());
    var keys = new EncryptionKeys(settings.name("keys"), settings.keys());
    var endpoint =
        settings.tier() instanceof TierSettings.Made made
            ? new DataTier(settings, made, network, keys).export(context)
            : ((TierSettings.Existing) settings.tier()).proxy().in(network);
    new LambdaFleet(
        settings.name("functions"), settings.functions().through(endpoint).encryptedWith(keys));
    settings
        .workers()
        .forEach(
            (name, fleet) -> new WorkerFleet(name, fleet.through(endpoint).encryptedWith(keys)));

    context.export("rds_proxy_endpoint", endpoint.host());
    endpoint
        .readOnly()
        .ifPresent(readers -> context.export("rds_proxy_read_only_endpoint", readers.host()));
    context.export("client_environments", DatabaseEnvironment.byUser(endpoint));
  }
}
