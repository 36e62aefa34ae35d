package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Map;

/**
 * Follows internal/service/ec2/vpc_.go of the provider; ranges from the EC2 API, CreateVpc.
 *
 * <p>Checked: the CIDR block, /16 to /28; not deleted while in use.
 */
@AutoService(ResourceType.class)
public final class Vpc implements ResourceType {

  public static final String TYPE = "aws:ec2/vpc:Vpc";

  /** Connects two of them; the rehearsal makes none, a state may have some. */
  public static final String PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "EC2 VPC")
        .listedBy("ec2 describe-vpcs", "Vpcs", "VpcId=id", "CidrBlock=cidrBlock", "Tags=tagsAll")
        .replacedBy("cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength")
        .filledByAws("cidrBlock", "enableDnsHostnames", "enableNetworkAddressUsageMetrics")
        .atMost(5, "VpcLimitExceeded", "The maximum number of VPCs has been reached");
  }

  @Override
  public Traits traits(Fields before, Fields after) {
    // EC2 can end dedicated tenancy in place, and nothing else (resourceVPCCustomizeDiff).
    boolean ends =
        before.says("instanceTenancy", "dedicated") && after.says("instanceTenancy", "default");
    return ends ? traits().notReplacedBy("instanceTenancy") : traits();
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("enableDnsSupport", true)
        .fill("instanceTenancy", "default")
        .oneOf("instanceTenancy", "default", "dedicated")
        .cidr("cidrBlock", 16, 28)
        .atMostOne("cidrBlock", "ipv4NetmaskLength");
    if (!inputs.values().has("ipv4IpamPoolId")) {
      inputs.required("cidrBlock", "unless ipv4IpamPoolId is set");
    }
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties
        .withDefault("enableDnsHostnames", false)
        .withDefault("enableNetworkAddressUsageMetrics", false);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var id = Ids.ec2(account, "vpc");
    var group = defaultGroup(account, id);
    var table = Ids.ec2(account, "rtb");
    var vpc =
        properties
            .with("arn", account.arn("ec2", "vpc/" + id))
            .with("ownerId", account.number())
            .with("defaultNetworkAclId", Ids.ec2(account, "acl"))
            .with("defaultRouteTableId", table)
            .with("mainRouteTableId", table)
            .with("dhcpOptionsId", "dopt-0" + account.constant("dhcp", 16))
            .with("defaultSecurityGroupId", group.id());
    return Made.in(account.with(group), entity(account, id, vpc));
  }

  /** EC2 creates a default security group with every VPC, which cannot be deleted on its own. */
  private static Entity defaultGroup(Account account, String vpc) {
    var id = Ids.ec2(account, "sg", "default");
    var properties =
        Fields.of(
            Map.of(
                "name", Value.of("default"),
                "description", Value.of("default VPC security group"),
                "vpcId", Value.of(vpc),
                "ownerId", Value.of(account.number()),
                "arn", Value.of(account.arn("ec2", "security-group/" + id))));
    return new Entity(
        SecurityGroup.TYPE, id, account.region(), new Origin.OwnedBy(TYPE, vpc), properties);
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    Network.requireUnused(account, entity, "vpc", Network.PATIENCE);
    return account.without(entity);
  }
}
