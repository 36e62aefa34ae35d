package io.datatier;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import io.datatier.clients.DatabaseEnvironment;
import io.datatier.clients.LambdaFleet;
import io.datatier.database.DatabaseComponent;
import io.datatier.database.DatabaseUsers;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.observability.AlarmTopic;
import io.datatier.observability.ProxyAlarms;
import io.datatier.proxy.DatabaseProxy;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyTarget;
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
    Pulumi.run(context -> stack(context, StackSettings.from(context)));
  }

  static void stack(Context context, StackSettings settings) {
    var network = new Network(settings.name("network"), settings.network());
    var keys = new EncryptionKeys(settings.name("keys"), settings.keys());
    var endpoint =
        settings.tier() instanceof TierSettings.Made tier
            ? dataTier(context, settings, tier, network, keys)
            : ((TierSettings.Existing) settings.tier()).proxy().in(network);
    new LambdaFleet(
        settings.name("functions"), settings.functions().through(endpoint).encryptedWith(keys));

    context.export("rds_proxy_endpoint", endpoint.host());
    endpoint
        .readOnly()
        .ifPresent(readers -> context.export("rds_proxy_read_only_endpoint", readers.host()));
    context.export("client_environments", DatabaseEnvironment.byUser(endpoint));
  }

  private static ProxyEndpoint dataTier(
      Context context,
      StackSettings settings,
      TierSettings.Made tier,
      Network network,
      EncryptionKeys keys) {
    var database = tier.database().create(settings.name("postgres"), network, keys);
    var users = new DatabaseUsers(settings.name("users"), tier.users().of(database, keys));
    var proxy =
        new DatabaseProxy(
            settings.name("postgres-proxy"),
            tier.proxy()
                .of(ProxyTarget.of(database))
                .admitting(users.logins())
                .encryptedWith(keys));
    var topic = new AlarmTopic(settings.name("alarms"), tier.alarms());
    var alarms = new ProxyAlarms(settings.name("proxy-alarms"), tier.alarms().of(proxy, topic));

    context.export("rds_proxy_name", proxy.name());
    context.export("rds_proxy_arn", proxy.arn());
    context.export("rds_master_secret_arn", database.master().secret().arn());
    if (database instanceof DatabaseComponent made) {
      context.export("rds_admin_endpoint", made.adminAccess().endpoint());
      context.export("rds_admin_security_group_id", made.adminAccess().securityGroupId());
    }
    users.sql().ifPresent(sql -> context.export("database_users_sql", Output.of(sql)));
    context.export("alarms", alarms.names());
    return proxy.endpoint();
  }
}
