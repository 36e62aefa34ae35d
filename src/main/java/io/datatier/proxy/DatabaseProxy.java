package io.datatier.proxy;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.rds.Proxy;
import com.pulumi.aws.rds.ProxyArgs;
import com.pulumi.aws.rds.ProxyDefaultTargetGroup;
import com.pulumi.aws.rds.ProxyDefaultTargetGroupArgs;
import com.pulumi.aws.rds.ProxyTargetArgs;
import com.pulumi.aws.rds.inputs.ProxyAuthArgs;
import com.pulumi.aws.rds.inputs.ProxyDefaultTargetGroupConnectionPoolConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import io.datatier.database.Database;
import io.datatier.network.GroupRule;
import io.datatier.values.LogRetention;
import io.datatier.values.RdsName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An RDS Proxy for PostgreSQL, complete: role, secret policy, log group, security group, proxy,
 * connection pool and target. It always requires TLS and always authenticates with Secrets Manager;
 * neither can be switched off.
 */
public final class DatabaseProxy extends Component {

  private final Proxy proxy;
  private final ProxyEndpoint endpoint;

  /** A proxy of the stack's own, without a parent. */
  public DatabaseProxy(String name, DatabaseProxyArgs args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /**
   * The proxy that {@code args} ask for.
   *
   * @param name also the name of the proxy
   */
  public DatabaseProxy(String name, DatabaseProxyArgs args, ComponentResourceOptions options) {
    super("datatier:proxy:DatabaseProxy", name, options);
    var proxyName = new RdsName(name);
    var settings = args.settings();
    var target = args.target();
    var role = ProxyRole.reading(target.secret(), name, name, childOptions());
    var logGroup = createLogGroup(name, settings.logRetention());
    var group = createGroup(name, target);
    var pathToTarget =
        new GroupRule(group.id(), target.securityGroupId(), Database.PORT, "Proxy to database")
            .permit(child("target"), childOptions());
    this.proxy = createProxy(proxyName, settings, target, role, group, logGroup);
    var pool = createPool(settings.pool());
    registerTarget(target, pool, pathToTarget);
    this.endpoint =
        new ProxyEndpoint(ResourceOutput.of(proxy, proxy.endpoint()), group.id(), target);
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

  // The log group that RDS would make itself keeps its events for ever, so ours comes first.
  private LogGroup createLogGroup(String name, LogRetention retention) {
    return new LogGroup(
        child("log"),
        LogGroupArgs.builder()
            .name("/aws/rds/proxy/" + name)
            .retentionInDays(retention.days())
            .build(),
        childOptions());
  }

  private SecurityGroup createGroup(String name, ProxyTarget target) {
    return target
        .network()
        .createSecurityGroup(child("group"), name, "RDS Proxy " + name, childOptions());
  }

  private Proxy createProxy(
      RdsName name,
      ProxySettings settings,
      ProxyTarget target,
      ProxyRole role,
      SecurityGroup group,
      LogGroup logGroup) {
    return new Proxy(
        child("proxy"),
        ProxyArgs.builder()
            .name(name.value())
            .engineFamily("POSTGRESQL")
            .requireTls(true)
            .auths(
                ProxyAuthArgs.builder()
                    .description("Database user " + target.username())
                    .authScheme("SECRETS")
                    .iamAuth("DISABLED")
                    .clientPasswordAuthType("POSTGRES_SCRAM_SHA_256")
                    .secretArn(target.secret().arn())
                    .build())
            .roleArn(role.arn())
            .vpcSubnetIds(target.network().privateSubnetIds())
            .vpcSecurityGroupIds(Output.all(group.id()))
            .idleClientTimeout(Math.toIntExact(settings.idleClientTimeout().toSeconds()))
            .debugLogging(false)
            .build(),
        // Until the role may read the secret, RDS registers the target and then cannot log in.
        childOptionsAfter(List.of(role.policy(), logGroup)));
  }

  private ProxyDefaultTargetGroup createPool(ConnectionPool pool) {
    return new ProxyDefaultTargetGroup(
        child("pool"),
        ProxyDefaultTargetGroupArgs.builder()
            .dbProxyName(name())
            .connectionPoolConfig(
                ProxyDefaultTargetGroupConnectionPoolConfigArgs.builder()
                    .connectionBorrowTimeout(Math.toIntExact(pool.borrowTimeout().toSeconds()))
                    .maxConnectionsPercent(pool.maxConnections().value())
                    .maxIdleConnectionsPercent(pool.maxIdleConnections().value())
                    .build())
            .build(),
        childOptions());
  }

  private void registerTarget(
      ProxyTarget target, ProxyDefaultTargetGroup pool, List<Resource> pathToTarget) {
    var args =
        ProxyTargetArgs.builder()
            .dbProxyName(name())
            .targetGroupName(ResourceOutput.of(pool, pool.name()));
    if (target instanceof ProxyTarget.Instance instance) {
      args.dbInstanceIdentifier(instance.identifier());
    }
    var after = new ArrayList<>(pathToTarget);
    after.add(pool);
    new com.pulumi.aws.rds.ProxyTarget(child("target"), args.build(), childOptionsAfter(after));
  }
}
