package io.datatier;

import com.pulumi.Context;
import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.database.AdminAccess;
import io.datatier.database.DatabaseComponent;
import io.datatier.database.DatabaseUsers;
import io.datatier.database.PostgresDatabase;
import io.datatier.database.RunningDatabase;
import io.datatier.database.UserRotations;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.migrations.UserMigration;
import io.datatier.network.Network;
import io.datatier.observability.AlarmSet;
import io.datatier.observability.AlarmTopic;
import io.datatier.observability.DatabaseAlarms;
import io.datatier.observability.DatabaseMetrics;
import io.datatier.observability.ProxyAlarms;
import io.datatier.observability.TierDashboard;
import io.datatier.proxy.DatabaseProxy;
import io.datatier.proxy.ProxyEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The database, its users, its proxy, and the alarms and dashboard of both. */
final class DataTier {

  private final PostgresDatabase database;
  private final DatabaseUsers users;

  /** The proxy, and perhaps its successor, which clients then use. */
  private final List<DatabaseProxy> proxies;

  private final List<AlarmSet> alarms;
  private final TierDashboard dashboard;

  DataTier(
      StackSettings settings,
      Optional<RunningDatabase> running,
      Network network,
      EncryptionKeys keys,
      LogGroups logs) {
    var source = settings.database();
    this.database = source.in(settings.ownDatabaseName(), running, network, keys, logs);
    this.users =
        new DatabaseUsers(
            settings.name("users"),
            settings.users(),
            settings.secretRecoveryDays(),
            database,
            keys);
    var migration =
        settings
            .migration()
            .flatMap(
                function ->
                    database
                        .created()
                        .map(
                            made ->
                                new UserMigration(
                                    settings.name("migrations"),
                                    function.code(),
                                    made,
                                    users,
                                    logs)));
    var logins = migration.map(UserMigration::logins).orElseGet(users::logins);
    if (settings.rotatesUsers()) {
      new UserRotations(
          settings.name("rotations"),
          users.requested(),
          users.applications(),
          migration.stream().toList());
    }
    var asked = settings.proxy().created().orElseThrow().each();
    this.proxies =
        asked.stream()
            .map(
                it ->
                    new DatabaseProxy(
                        it.suffixed(settings.proxyName()), it, database, logins, logs))
            .toList();
    var metrics = DatabaseMetrics.of(database.identifier(), source);
    var thresholds = settings.alarms().planned(settings.plan().orElseThrow());
    var topic = new AlarmTopic(settings.name("alarms"), thresholds);
    this.alarms = new ArrayList<>();
    for (var number = 0; number < asked.size(); number++) {
      var name = asked.get(number).suffixed(settings.name("proxy-alarms"));
      alarms.add(new ProxyAlarms(name, thresholds, proxies.get(number), topic));
    }
    alarms.add(new DatabaseAlarms(settings.name("database-alarms"), thresholds, metrics, topic));
    this.dashboard =
        new TierDashboard(
            settings.name("dashboard"),
            proxy(),
            metrics,
            alarms.subList(asked.size() - 1, alarms.size()),
            Optional.of(settings.network().region()));
  }

  /** The proxy that clients use. */
  private DatabaseProxy proxy() {
    return proxies.get(proxies.size() - 1);
  }

  /** Exports the outputs of a tier with a new proxy. */
  void export(Context context) {
    context.export("rds_proxy_name", proxy().name());
    context.export("rds_proxy_arn", proxy().arn());
    context.export("rds_master_secret_arn", database.master().secret().arn());
    database
        .created()
        .map(DatabaseComponent::adminAccess)
        .ifPresent(admin -> export(admin, context));
    users.sql().ifPresent(sql -> context.export("database_users_sql", Output.of(sql)));
    context.export("alarms", alarmNames());
    context.export("dashboard", dashboard.name());
  }

  /** The endpoint that clients use; those of a proxy that it succeeds keep theirs. */
  ProxyEndpoint endpoint() {
    return proxies.stream()
        .map(DatabaseProxy::endpoint)
        .reduce((first, successor) -> successor.succeeding(first))
        .orElseThrow();
  }

  private static void export(AdminAccess admin, Context context) {
    context.export("rds_admin_endpoint", admin.endpoint());
    context.export("rds_admin_security_group_id", admin.securityGroupId());
  }

  private Output<List<String>> alarmNames() {
    return Output.all(alarms.stream().map(AlarmSet::names).toList())
        .applyValue(sets -> sets.stream().flatMap(List::stream).toList());
  }
}
