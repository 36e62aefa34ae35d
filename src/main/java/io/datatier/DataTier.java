package io.datatier;

import com.pulumi.Context;
import com.pulumi.core.Output;
import io.datatier.database.DatabaseComponent;
import io.datatier.database.DatabaseUsers;
import io.datatier.database.PostgresDatabase;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.migrations.UserMigration;
import io.datatier.network.Network;
import io.datatier.observability.AlarmSet;
import io.datatier.observability.AlarmTopic;
import io.datatier.observability.DatabaseAlarms;
import io.datatier.observability.DatabaseMetrics;
import io.datatier.observability.ProxyAlarms;
import io.datatier.observability.TierDashboard;
import io.datatier.observability.TierDashboardArgs;
import io.datatier.proxy.DatabaseProxy;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyTarget;
import java.util.List;
import java.util.Optional;

/** The database, its users, the proxy before it and what watches both. */
final class DataTier {

  private final PostgresDatabase database;
  private final DatabaseUsers users;
  private final DatabaseProxy proxy;
  private final List<AlarmSet> alarms;
  private final TierDashboard dashboard;

  DataTier(StackSettings settings, TierSettings.Made tier, Network network, EncryptionKeys keys) {
    this.database = tier.database().create(settings.name("postgres"), network, keys);
    this.users = new DatabaseUsers(settings.name("users"), tier.users().of(database, keys));
    var migration =
        tier.migrations()
            .map(
                function ->
                    new UserMigration(
                        settings.name("migrations"),
                        // Configuration refuses a function for a database that somebody else keeps.
                        function.of((DatabaseComponent) database, users).encryptedWith(keys)));
    this.proxy =
        new DatabaseProxy(
            settings.name("postgres-proxy"),
            tier.proxy()
                .of(ProxyTarget.of(database))
                .admitting(migration.map(UserMigration::logins).orElseGet(users::logins))
                .encryptedWith(keys));
    var metrics = DatabaseMetrics.of(database, tier.database());
    var thresholds = StackCapacity.alarms(settings, tier);
    var topic = new AlarmTopic(settings.name("alarms"), thresholds);
    this.alarms =
        List.of(
            new ProxyAlarms(settings.name("proxy-alarms"), thresholds.of(proxy, topic)),
            new DatabaseAlarms(settings.name("database-alarms"), thresholds.of(metrics, topic)));
    this.dashboard =
        new TierDashboard(
            settings.name("dashboard"),
            new TierDashboardArgs(proxy, metrics, alarms, Optional.of(settings.region())));
  }

  /** Exports what only a tier made here has, and gives its clients' way in. */
  ProxyEndpoint export(Context context) {
    context.export("rds_proxy_name", proxy.name());
    context.export("rds_proxy_arn", proxy.arn());
    context.export("rds_master_secret_arn", database.master().secret().arn());
    if (database instanceof DatabaseComponent made) {
      context.export("rds_admin_endpoint", made.adminAccess().endpoint());
      context.export("rds_admin_security_group_id", made.adminAccess().securityGroupId());
    }
    users.sql().ifPresent(sql -> context.export("database_users_sql", Output.of(sql)));
    context.export("alarms", alarmNames());
    context.export("dashboard", dashboard.name());
    return proxy.endpoint();
  }

  private Output<List<String>> alarmNames() {
    return Output.all(alarms.stream().map(AlarmSet::names).toList())
        .applyValue(sets -> sets.stream().flatMap(List::stream).toList());
  }
}
