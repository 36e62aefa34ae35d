package io.datatier;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import io.datatier.clients.LambdaFleet;
import io.datatier.database.Database;
import io.datatier.network.Network;
import io.datatier.observability.ProxyAlarms;
import io.datatier.proxy.DatabaseProxy;
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
    var database = new Database(settings.name("postgres"), settings.database().in(network));
    var proxy =
        new DatabaseProxy(
            settings.name("postgres-proxy"), settings.proxy().of(ProxyTarget.instance(database)));
    var functions =
        new LambdaFleet(settings.name("functions"), settings.functions().through(proxy.endpoint()));
    var alarms = new ProxyAlarms(settings.name("proxy-alarms"), settings.alarms().of(proxy));

    context.export("rds_proxy_endpoint", proxy.endpoint().host());
    context.export("rds_proxy_name", proxy.name());
    context.export("rds_proxy_arn", proxy.arn());
    context.export("rds_master_secret_arn", database.masterSecret().arn());
    context.export("rds_admin_endpoint", database.adminAccess().endpoint());
    context.export("rds_admin_security_group_id", database.adminAccess().securityGroupId());
    context.export("lambda_environment", functions.environment());
    context.export("alarms", alarms.names());
  }
}
