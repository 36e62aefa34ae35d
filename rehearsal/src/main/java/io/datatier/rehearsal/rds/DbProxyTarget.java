package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Busy;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.NetworkEnd;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/rds/proxy_target.go of the provider, whose id has four parts. In AWS a
 * misconfiguration shows only after twenty minutes, as a target that never becomes AVAILABLE; here
 * it is an error at once.
 *
 * <p>Checked: engine family matches the database; both in one VPC; a writer, not a replica; one
 * database per proxy; the role can read the secrets.
 */
@AutoService(ResourceType.class)
public final class DbProxyTarget implements ResourceType {

  public static final String TYPE = "aws:rds/proxyTarget:ProxyTarget";

  private static final int POSTGRESQL = 5432;

  /** How long the provider retries to register an instance that is still being created. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS DB Proxy Target")
        .listedBy(
            "rds describe-db-proxy-targets",
            "Targets",
            "--db-proxy-name=dbProxyName",
            "RdsResourceId=rdsResourceId",
            "Type=type")
        .replacedBy(
            "dbClusterIdentifier", "dbInstanceIdentifier", "dbProxyName", "targetGroupName");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .exactlyOne("dbInstanceIdentifier", "dbClusterIdentifier")
        .matches("dbInstanceIdentifier", DbProxy.NAME, DbProxy.NAME_RULE)
        .matches("dbClusterIdentifier", DbProxy.NAME, DbProxy.NAME_RULE)
        .matches("dbProxyName", DbProxy.NAME, DbProxy.NAME_RULE)
        .oneOf("targetGroupName", "default");
  }

  @Override
  public Made create(Account account, Fields properties) {
    var proxy = DbProxy.named(account, properties.text("dbProxyName", ""));
    var database =
        properties.has("dbClusterIdentifier")
            ? cluster(account, properties.text("dbClusterIdentifier", ""))
            : instance(account, properties.text("dbInstanceIdentifier", ""));
    new DbProxy().requireAvailable(account, proxy);
    refuseSecond(account, proxy);
    requireConnectable(account, database);
    requireCompatible(account, proxy, database);
    ProxyCredentials.requireLogin(account, proxy);
    boolean isCluster = database.type().equals(DbCluster.TYPE);
    if (!isCluster) {
      refuseReadOnly(account, proxy);
    }
    var type = isCluster ? "TRACKED_CLUSTER" : "RDS_INSTANCE";
    var identifier = isCluster ? database.id() : database.text("identifier").orElse("");
    return Made.in(
        account,
        entity(
            account,
            "%s/default/%s/%s".formatted(proxy.id(), type, identifier),
            properties
                // RDS reports no endpoint for a tracked cluster, only for its instances.
                .with("endpoint", isCluster ? "" : database.text("address").orElse(""))
                .with("port", database.properties().number("port").orElse(5432))
                .with("rdsResourceId", identifier)
                .with("targetArn", "")
                .with("trackedClusterId", "")
                .with("type", type)));
  }

  /** A secret may get its value later, for example from a function that creates the users. */
  @Override
  public List<String> remarks(Account account, Entity entity) {
    var proxy = DbProxy.named(account, entity.text("dbProxyName").orElse(""));
    return ProxyCredentials.empty(account, proxy).stream()
        .map(
            secret ->
                "The proxy %s cannot log in with the secret %s until the secret has a value. If none of its secrets has one, the target reports AUTH_FAILURE."
                    .formatted(proxy.id(), secret))
        .toList();
  }

  /** The reasons are those of the target's health (RDS API, TargetHealth). */
  @Override
  public List<String> silentProblems(Account account, Entity entity) {
    if (!entity.type().equals(TYPE)) {
      return List.of();
    }
    var proxy = account.find(DbProxy.TYPE, entity.text("dbProxyName").orElse(""));
    var identifier = entity.text("rdsResourceId").orElse("");
    var database =
        isInstance(entity)
            ? account.findBy(DbInstance.TYPE, "identifier", identifier)
            : account.find(DbCluster.TYPE, identifier);
    if (proxy.isEmpty() || database.isEmpty()) {
      return List.of();
    }
    var there = end(account, database.get());
    var port = (int) database.get().properties().number("port").orElse(POSTGRESQL);
    return Stream.of(
            DbProxy.end(proxy.get())
                .cannotReach(account, there, port)
                .map(reason -> "UNREACHABLE, " + reason),
            ProxyCredentials.fault(account, proxy.get()).map(reason -> "AUTH_FAILURE, " + reason))
        .flatMap(Optional::stream)
        .map(
            reason ->
                "The target %s of the proxy %s will not become AVAILABLE: %s"
                    .formatted(identifier, proxy.get().id(), reason))
        .toList();
  }

  private static Entity instance(Account account, String identifier) {
    return account.requiredBy(
        DbInstance.TYPE,
        "identifier",
        identifier,
        "DBInstanceNotFound",
        "DBInstance " + identifier + " not found.");
  }

  private static Entity cluster(Account account, String identifier) {
    var cluster =
        account.required(
            DbCluster.TYPE,
            identifier,
            "DBClusterNotFoundFault",
            "DBCluster " + identifier + " not found.");
    if (DbCluster.members(account, identifier).findAny().isEmpty()) {
      throw new AwsFault(
          "InvalidDBClusterStateFault",
          "DBCluster %s has no instances for a proxy to connect to. Create its writer before the target."
              .formatted(identifier));
    }
    return cluster;
  }

  private static void requireConnectable(Account account, Entity database) {
    var instances =
        database.type().equals(DbCluster.TYPE)
            ? DbCluster.members(account, database.id())
            : Stream.of(database);
    instances.forEach(each -> requireConnectable(each, account.now()));
  }

  /**
   * Rejects an instance that is being created or deleted. The provider retries while it is being
   * created (rds/proxy_target.go).
   */
  private static void requireConnectable(Entity instance, Instant now) {
    instance
        .transitionAt(now)
        .filter(doing -> !doing.status().equals("modifying"))
        .ifPresent(
            doing -> {
              var message =
                  "DB Instance %s is in an unsupported state - %s, needs to be in [AVAILABLE, MODIFYING, BACKING_UP]."
                      .formatted(
                          instance.text("identifier").orElse(instance.id()),
                          doing.status().toUpperCase(Locale.ROOT));
              throw doing.status().equals("creating")
                  ? new Busy(DbInstance.UNAVAILABLE, message, doing.until(), PATIENCE)
                  : new AwsFault(DbInstance.UNAVAILABLE, message);
            });
  }

  /** What the proxy connects to: an instance or a cluster. */
  private static NetworkEnd end(Account account, Entity database) {
    return new NetworkEnd(
        "the database " + database.text("identifier").orElse(database.id()),
        database.properties().texts("vpcSecurityGroupIds"),
        database
            .text("dbSubnetGroupName")
            .flatMap(group -> account.find(DbSubnetGroup.TYPE, group))
            .map(group -> group.properties().texts("subnetIds"))
            .orElse(List.of()));
  }

  /** The targets of a proxy. */
  static Stream<Entity> of(Account account, String proxy) {
    return account.all(TYPE, "dbProxyName", proxy);
  }

  static boolean isInstance(Entity target) {
    return target.says("type", "RDS_INSTANCE");
  }

  private static void refuseReadOnly(Account account, Entity proxy) {
    DbProxyEndpoint.of(account, proxy.id())
        .filter(endpoint -> DbProxyEndpoint.isReadOnly(endpoint.properties()))
        .findFirst()
        .ifPresent(
            endpoint -> {
              throw DbProxyEndpoint.readOnlyOfInstance(
                  endpoint.text("dbProxyEndpointName").orElse(""));
            });
  }

  /**
   * A proxy has only one target database (RDS user guide, "Quotas and limitations for RDS Proxy").
   */
  private static void refuseSecond(Account account, Entity proxy) {
    AwsFault.ifAny(
        of(account, proxy.id()),
        "DBProxyTargetAlreadyRegisteredFault",
        other ->
            "The proxy %s already has a target: %s."
                .formatted(proxy.id(), other.text("rdsResourceId").orElse("")));
  }

  private static void requireCompatible(Account account, Entity proxy, Entity database) {
    if (DbReplica.is(database)) {
      throw new AwsFault(
          "InvalidDBInstanceState",
          "The instance %s is a read replica, but a proxy connects only to a writer."
              .formatted(database.text("identifier").orElse("")));
    }
    var family = proxy.text("engineFamily").orElse("");
    var engine = database.text("engine").orElse("");
    var needed =
        switch (engine) {
          case "postgres", "aurora-postgresql" -> "POSTGRESQL";
          case "mysql", "mariadb", "aurora-mysql" -> "MYSQL";
          default -> engine.startsWith("sqlserver") ? "SQLSERVER" : "none";
        };
    if (!family.equals(needed)) {
      throw new AwsFault(
          "InvalidParameterValue",
          "The proxy's engine family %s does not match the engine %s of %s."
              .formatted(family, engine, database.text("identifier").orElse(database.id())));
    }
    var ofProxy =
        Network.vpcOf(
            Network.subnets(account, proxy.properties().texts("vpcSubnetIds")), "InvalidSubnet");
    var ofDatabase =
        database
            .text("dbSubnetGroupName")
            .flatMap(name -> account.find(DbSubnetGroup.TYPE, name))
            .flatMap(group -> group.text("vpcId"));
    if (ofDatabase.isPresent() && !ofDatabase.equals(ofProxy)) {
      throw new AwsFault(
          "InvalidParameterValue",
          "The proxy is in %s, but the database is in %s. They must be in the same VPC."
              .formatted(ofProxy.orElse("no VPC"), ofDatabase.get()));
    }
  }
}
