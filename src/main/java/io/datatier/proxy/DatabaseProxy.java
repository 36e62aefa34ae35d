package io.datatier.proxy;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.rds.Proxy;
import com.pulumi.aws.rds.ProxyArgs;
import com.pulumi.aws.rds.ProxyDefaultTargetGroup;
import com.pulumi.aws.rds.ProxyDefaultTargetGroupArgs;
import com.pulumi.aws.rds.ProxyEndpointArgs;
import com.pulumi.aws.rds.ProxyTarget;
import com.pulumi.aws.rds.ProxyTargetArgs;
import com.pulumi.aws.rds.inputs.ProxyAuthArgs;
import com.pulumi.aws.rds.inputs.ProxyDefaultTargetGroupConnectionPoolConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.capacity.ConnectionPool;
import io.datatier.component.Component;
import io.datatier.component.LogGroups;
import io.datatier.component.ResourceOutput;
import io.datatier.config.InvalidValue;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.PostgresDatabase;
import io.datatier.network.GroupRule;
import io.datatier.values.RdsName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An RDS Proxy for PostgreSQL, complete: role, secret policy, log group, security group, proxy,
 * connection pool, target and, where asked for, a read-only endpoint. It always requires TLS and
 * always logs in with secrets; neither can be switched off.
 */
public final class DatabaseProxy extends Component {

  /** RDS API, CreateDBProxy, Auth. */
  public static final int MOST_USERS = 200;

  /** The type token of these components. */
  public static final String TYPE = "datatier:proxy:DatabaseProxy";

  /**
   * RDS cannot move a proxy or an endpoint to other subnets: the provider would replace it, and
   * every client would wait meanwhile. RDS also leaves out zones that it has no proxies in, which
   * would be a difference forever. A successor takes today's subnets.
   */
  private static final String SUBNETS = "vpcSubnetIds";

  private final Proxy proxy;
  private final ProxyEndpoint endpoint;

  /** A proxy without a parent. */
  public DatabaseProxy(
      String name,
      ProxySettings settings,
      PostgresDatabase database,
      List<DatabaseLogin> logins,
      LogGroups logs) {
    this(name, settings, database, logins, logs, ComponentResourceOptions.Empty);
  }

  /**
   * The proxy that {@code settings} ask for, in front of {@code database} and in its network.
   *
   * @param name also the name of the proxy
   * @param logins the users that it lets through, 1 to {@value #MOST_USERS}
   * @throws InvalidValue if RDS cannot have that name or that many users, if the master user would
   *     sign in with IAM tokens, or if a read-only endpoint would have no readers
   */
  public DatabaseProxy(
      String name,
      ProxySettings settings,
      PostgresDatabase database,
      List<DatabaseLogin> logins,
      LogGroups logs,
      ComponentResourceOptions options) {
    super(TYPE, name, options);
    var proxyName = new RdsName(name);
    InvalidValue.requireBetween(
        logins.size(), 1, MOST_USERS, "be 1 to " + MOST_USERS + " users of a proxy");
    requireReaders(settings, database);
    refuseTokensForMaster(settings, database, logins);
    var role = ProxyRole.reading(logins, name, name, childOptions());
    // The log group that RDS would make itself keeps its events forever, so ours comes first.
    var logGroup = logs.create(child("log"), "/aws/rds/proxy/" + name, childOptions());
    var group =
        database
            .network()
            .createSecurityGroup(
                child("group"),
                name,
                "RDS Proxy " + name,
                Map.of(ProxyChange.TIER, settings.unsuffixed(name)),
                childOptions());
    var pathToTarget =
        new GroupRule(group.id(), database.securityGroupId(), database.port(), "Proxy to database")
            .permit(child("target"), childOptions());
    this.proxy = createProxy(proxyName, settings, database, logins, role, group, logGroup);
    var pool = createPool(settings.pool());
    var target = registerTarget(database, pool, pathToTarget);
    this.endpoint =
        new ProxyEndpoint(
            ResourceOutput.of(proxy, proxy.endpoint()),
            settings.readOnlyEndpoint()
                ? Optional.of(createReadOnlyEndpoint(database, group, target))
                : Optional.empty(),
            List.of(
                new ProxyIdentity(
                    settings.suffix(),
                    arn(),
                    group.id(),
                    database.network(),
                    database.databaseName().value(),
                    settings.authentication(),
                    List.copyOf(logins))));
    registerOutputs(Map.of("endpoint", endpoint.host(), "name", name(), "arn", arn()));
  }

  /** What clients connect to. */
  public ProxyEndpoint endpoint() {
    return endpoint;
  }

  /** The proxy's name, known once it exists; the {@code ProxyName} of its metrics. */
  public Output<String> name() {
    return ResourceOutput.of(proxy, proxy.name());
  }

  /** The proxy's ARN; its last part, {@code prx-…}, is the id that IAM knows it by. */
  public Output<String> arn() {
    return ResourceOutput.of(proxy, proxy.arn());
  }

  private static void requireReaders(ProxySettings settings, PostgresDatabase database) {
    if (settings.readOnlyEndpoint() && !database.hasReaders()) {
      throw new InvalidValue(
          "a read-only endpoint", "lead to an Aurora cluster with readers; RDS has no other");
    }
  }

  // The master user owns the database: whoever may sign a token for it could do anything in it.
  private static void refuseTokensForMaster(
      ProxySettings settings, PostgresDatabase database, List<DatabaseLogin> logins) {
    var master = database.master().username();
    if (settings.authentication() == ClientAuthentication.IAM
        && logins.stream().anyMatch(login -> login.username().equals(master))) {
      throw new InvalidValue(
          master, "not sign in with IAM tokens; list users of the database for the applications");
    }
  }

  private Proxy createProxy(
      RdsName name,
      ProxySettings settings,
      PostgresDatabase database,
      List<DatabaseLogin> logins,
      ProxyRole role,
      SecurityGroup group,
      LogGroup logGroup) {
    return new Proxy(
        child("proxy"),
        ProxyArgs.builder()
            .name(name.value())
            .engineFamily("POSTGRESQL")
            .requireTls(true)
            .auths(logins.stream().map(login -> authOf(login, settings.authentication())).toList())
            .roleArn(role.arn())
            .vpcSubnetIds(database.network().privateSubnetIds())
            .vpcSecurityGroupIds(Output.all(group.id()))
            .idleClientTimeout(Math.toIntExact(settings.idleClientTimeout().toSeconds()))
            .debugLogging(false)
            .build(),
        CustomResourceOptions.builder()
            .parent(this)
            // Until the role may read the secrets, RDS registers the target and cannot log in.
            .dependsOn(role.policy(), logGroup)
            .ignoreChanges(SUBNETS)
            // Two proxies cannot share a name, so one that is replaced goes before the new one
            // comes. The engine then replaces what is registered with it too; the provider would
            // leave the new proxy without a target (terraform-provider-aws#45738).
            .deleteBeforeReplace(true)
            .build());
  }

  private static ProxyAuthArgs authOf(DatabaseLogin login, ClientAuthentication authentication) {
    return ProxyAuthArgs.builder()
        .description("Database user " + login.username())
        .authScheme("SECRETS")
        .iamAuth(authentication.iamAuth())
        .clientPasswordAuthType("POSTGRES_SCRAM_SHA_256")
        .secretArn(login.secret().arn())
        .build();
  }

  private ProxyDefaultTargetGroup createPool(ConnectionPool pool) {
    return new ProxyDefaultTargetGroup(
        child("pool"),
        ProxyDefaultTargetGroupArgs.builder()
            .dbProxyName(name())
            .connectionPoolConfig(
                ProxyDefaultTargetGroupConnectionPoolConfigArgs.builder()
                    .connectionBorrowTimeout(Math.toIntExact(pool.borrowTimeout().toSeconds()))
                    .maxConnectionsPercent(pool.maxConnectionsPercent().value())
                    .maxIdleConnectionsPercent(pool.idle().value())
                    .build())
            .build(),
        childOptions());
  }

  private ProxyTarget registerTarget(
      PostgresDatabase database, ProxyDefaultTargetGroup pool, List<Resource> pathToTarget) {
    var args =
        ProxyTargetArgs.builder()
            .dbProxyName(name())
            .targetGroupName(ResourceOutput.of(pool, pool.name()));
    switch (database.kind()) {
      case CLUSTER -> args.dbClusterIdentifier(database.identifier());
      case INSTANCE -> args.dbInstanceIdentifier(database.identifier());
    }
    var after = new ArrayList<>(pathToTarget);
    after.add(pool);
    return new ProxyTarget(
        child("target"),
        args.build(),
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(after)
            // A proxy has one target (RDS API, RegisterDBProxyTargets,
            // DBProxyTargetAlreadyRegisteredFault), so that of another database comes second.
            .deleteBeforeReplace(true)
            .build());
  }

  private Output<String> createReadOnlyEndpoint(
      PostgresDatabase database, SecurityGroup group, Resource target) {
    var readers =
        new com.pulumi.aws.rds.ProxyEndpoint(
            child("read-only"),
            ProxyEndpointArgs.builder()
                .dbProxyEndpointName(new RdsName(child("read-only")).value())
                .dbProxyName(name())
                .targetRole("READ_ONLY")
                .vpcSubnetIds(database.network().privateSubnetIds())
                .vpcSecurityGroupIds(Output.all(group.id()))
                .build(),
            CustomResourceOptions.builder()
                .parent(this)
                .dependsOn(target)
                .ignoreChanges(SUBNETS)
                .build());
    return ResourceOutput.of(readers, readers.endpoint());
  }
}
