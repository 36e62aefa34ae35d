package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.References;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.States;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/rds/proxy_endpoint.go of the provider, whose id is the proxy's name and
 * the endpoint's. Read-only endpoints are for clusters, which have readers (RDS user guide,
 * "Working with Amazon RDS Proxy endpoints").
 */
public final class DbProxyEndpoint implements ResourceType {

  private static final int MOST = 20;
  private static final String READ_ONLY = "READ_ONLY";

  @Override
  public Traits traits() {
    return Traits.of(Types.PROXY_ENDPOINT, "RDS DB Proxy Endpoint")
        .replacedBy("dbProxyEndpointName", "dbProxyName", "targetRole", "vpcSubnetIds")
        .filledByAws("vpcSecurityGroupIds")
        .unordered("vpcSecurityGroupIds", "vpcSubnetIds");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("targetRole", "READ_WRITE")
        .length("dbProxyEndpointName", 1, 63)
        .matches("dbProxyEndpointName", DbProxy.NAME, DbProxy.NAME_RULE)
        .matches("dbProxyName", DbProxy.NAME, DbProxy.NAME_RULE)
        .oneOf("targetRole", "READ_WRITE", READ_ONLY)
        .ids("vpcSubnetIds", References.SUBNET_ID, "subnet-0a1b2c3d4e5f60718")
        .ids("vpcSecurityGroupIds", References.GROUP_ID, "sg-0a1b2c3d4e5f60718");
  }

  @Override
  public void refer(Account account, Fields inputs) {
    var subnets = References.subnets(account, inputs.texts("vpcSubnetIds"));
    var vpc = References.vpcOf(subnets, "InvalidSubnet");
    if (!inputs.isUnknown("vpcSubnetIds") && References.zonesOf(subnets).size() < 2) {
      throw new AwsFault(
          "InvalidSubnet",
          "An endpoint of RDS Proxy needs subnets in at least two Availability Zones, and these are in %s only."
              .formatted(String.join(", ", References.zonesOf(subnets))));
    }
    References.groupsOfInterface(
        account, inputs.texts("vpcSecurityGroupIds"), vpc, "InvalidParameterValue");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var vpc =
        References.vpcOf(
            References.subnets(account, properties.texts("vpcSubnetIds")), "InvalidSubnet");
    return properties
        .with("vpcId", vpc.orElse(""))
        .withDefault(
            "vpcSecurityGroupIds", Value.of(References.defaultSecurityGroup(account, vpc)));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var proxy = DbProxyTargetGroup.proxy(account, properties.text("dbProxyName", ""));
    States.mustBeAvailable(account, proxy);
    var name = properties.text("dbProxyEndpointName", "");
    if (account.findBy(Types.PROXY_ENDPOINT, "dbProxyEndpointName", name).isPresent()) {
      throw new AwsFault(
          "DBProxyEndpointAlreadyExistsFault",
          "DB Proxy Endpoint with name " + name + " already exists.");
    }
    if (of(account, proxy.id()).count() >= MOST) {
      throw new AwsFault(
          "DBProxyEndpointQuotaExceededFault",
          "The proxy %s has %d endpoints already.".formatted(proxy.id(), MOST));
    }
    if (isReadOnly(properties)
        && DbProxyTarget.of(account, proxy.id()).anyMatch(DbProxyTarget::isInstance)) {
      throw readOnlyOfInstance(name);
    }
    return Made.in(
        account,
        new Entity(
            Types.PROXY_ENDPOINT,
            proxy.id() + "/" + name,
            account.region(),
            new Origin.Made(),
            properties
                .with(
                    "arn",
                    account.arn("rds", "db-proxy-endpoint:" + Ids.ec2(account, "prx-endpoint")))
                .with(
                    "endpoint",
                    "%s.endpoint.proxy-%s.%s.rds.amazonaws.com"
                        .formatted(name, Ids.rdsLabel(account), account.region()))
                .with("isDefault", false)));
  }

  /** The endpoints of a proxy, other than its own. */
  static Stream<Entity> of(Account account, String proxy) {
    return account
        .all(Types.PROXY_ENDPOINT)
        .filter(endpoint -> endpoint.text("dbProxyName").equals(Optional.of(proxy)));
  }

  static boolean isReadOnly(Fields properties) {
    return properties.text("targetRole").equals(Optional.of(READ_ONLY));
  }

  static AwsFault readOnlyOfInstance(String name) {
    return new AwsFault(
        "InvalidParameterValue",
        "The endpoint %s is READ_ONLY, and the proxy's target is a DB instance, which has no readers: read-only endpoints are for Aurora clusters."
            .formatted(name));
  }
}
