package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Quota;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.NetworkEnd;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Follows internal/service/rds/proxy_endpoint.go of the provider, whose id consists of the names of
 * the proxy and the endpoint. Read-only endpoints require a cluster, because only clusters have
 * readers (RDS user guide, "Working with Amazon RDS Proxy endpoints").
 *
 * <p>Checked: name, role, subnets; read-only endpoints for clusters only.
 */
@AutoService(ResourceType.class)
public final class DbProxyEndpoint implements ResourceType {

  public static final String TYPE = "aws:rds/proxyEndpoint:ProxyEndpoint";

  private static final String READ_ONLY = "READ_ONLY";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS DB Proxy Endpoint")
        .replacedBy("dbProxyEndpointName", "dbProxyName", "targetRole", "vpcSubnetIds")
        .filledByAws("vpcSecurityGroupIds")
        .unordered("vpcSecurityGroupIds", "vpcSubnetIds")
        .atMost(
            new Quota(20, "DBProxyEndpointQuotaExceededFault", "DB proxy endpoint quota exceeded")
                .per("dbProxyName"))
        .unavailableAs("InvalidDBProxyEndpointStateFault")
        .createdIn(Duration.ofMinutes(3))
        .modifiedIn(Duration.ofMinutes(1))
        .deletedIn(Duration.ofMinutes(3));
  }

  /** What clients connect to. */
  static NetworkEnd end(Entity endpoint) {
    var name = endpoint.text("dbProxyEndpointName").orElse(endpoint.id());
    return DbProxy.end("the proxy endpoint " + name, endpoint);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("targetRole", "READ_WRITE")
        .length("dbProxyEndpointName", 1, 63)
        .matches("dbProxyEndpointName", DbProxy.NAME, DbProxy.NAME_RULE)
        .matches("dbProxyName", DbProxy.NAME, DbProxy.NAME_RULE)
        .oneOf("targetRole", "READ_WRITE", READ_ONLY)
        .ids("vpcSubnetIds", Network.SUBNET_ID, "subnet-0a1b2c3d4e5f60718")
        .ids("vpcSecurityGroupIds", Network.GROUP_ID, "sg-0a1b2c3d4e5f60718");
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    var subnets = Network.subnets(account, inputs.texts("vpcSubnetIds"));
    var vpc = Network.vpcOf(subnets, "InvalidSubnet");
    Network.requireTwoZones(
        inputs,
        "vpcSubnetIds",
        subnets,
        "InvalidSubnet",
        "An RDS Proxy endpoint needs subnets in at least two Availability Zones, but these are only in %s.");
    Network.requireGroupsOfInterface(
        account, inputs.texts("vpcSecurityGroupIds"), vpc, "InvalidParameterValue");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var vpc =
        Network.vpcOf(Network.subnets(account, properties.texts("vpcSubnetIds")), "InvalidSubnet");
    return properties
        .with("vpcId", vpc.orElse(""))
        .withDefault("vpcSecurityGroupIds", Network.defaultSecurityGroup(account, vpc));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var proxy = DbProxy.available(account, properties.text("dbProxyName", ""));
    var name = properties.text("dbProxyEndpointName", "");
    if (account.findBy(TYPE, "dbProxyEndpointName", name).isPresent()) {
      throw new AwsFault(
          "DBProxyEndpointAlreadyExistsFault",
          "DB Proxy Endpoint with name " + name + " already exists.");
    }
    if (isReadOnly(properties)
        && DbProxyTarget.of(account, proxy.id()).anyMatch(DbProxyTarget::isInstance)) {
      throw readOnlyOfInstance(name);
    }
    return made(
        account,
        proxy.id() + "/" + name,
        properties
            .with(
                "arn", account.arn("rds", "db-proxy-endpoint:" + Ids.ec2(account, "prx-endpoint")))
            .with(
                "endpoint",
                "%s.endpoint.proxy-%s.%s.rds.amazonaws.com"
                    .formatted(name, Ids.rdsLabel(account), account.region()))
            .with("isDefault", false));
  }

  /** The additional endpoints of a proxy. */
  static Stream<Entity> of(Account account, String proxy) {
    return account.all(TYPE, "dbProxyName", proxy);
  }

  static boolean isReadOnly(Fields properties) {
    return properties.says("targetRole", READ_ONLY);
  }

  static AwsFault readOnlyOfInstance(String name) {
    return new AwsFault(
        "InvalidParameterValue",
        "The endpoint %s is READ_ONLY, but the proxy's target is a DB instance, which has no readers. Read-only endpoints require an Aurora cluster."
            .formatted(name));
  }
}
