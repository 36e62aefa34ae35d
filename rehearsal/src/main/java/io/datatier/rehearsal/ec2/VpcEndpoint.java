package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.iam.PolicyGrammar;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/ec2/vpc_endpoint.go of the provider.
 *
 * <p>Checked: a service of the region; subnets in one VPC, one per zone; private DNS only once per
 * VPC and with DNS enabled.
 */
@AutoService(ResourceType.class)
public final class VpcEndpoint implements ResourceType {

  public static final String TYPE = "aws:ec2/vpcEndpoint:VpcEndpoint";

  private static final Pattern SERVICE =
      Pattern.compile("(com|aws|cn)\\.[a-z0-9-]+(\\.[a-z0-9-]+)+");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "EC2 VPC Endpoint")
        .listedBy(
            "ec2 describe-vpc-endpoints",
            "VpcEndpoints",
            "VpcEndpointId=id",
            "ServiceName=serviceName",
            "VpcId=vpcId")
        .replacedBy(
            """
            resourceConfigurationArn serviceName serviceNetworkArn serviceRegion vpcEndpointType
            vpcId
            """)
        .filledByAws(
            """
            dnsOptions ipAddressType policy privateDnsEnabled routeTableIds securityGroupIds
            serviceRegion subnetConfigurations subnetIds
            """)
        .unordered("routeTableIds", "securityGroupIds", "subnetConfigurations", "subnetIds")
        .documents("policy")
        .unread("autoAccept")
        .deletedIn(Duration.ofMinutes(1));
  }

  /** Only interface endpoints take time. */
  @Override
  public Optional<Work> creation(Fields made) {
    return made.items("subnetIds").isEmpty()
        ? Optional.empty()
        : Optional.of(new Work("pending", Duration.ofMinutes(1)));
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("vpcEndpointType", "Gateway")
        .oneOf(
            "vpcEndpointType",
            "Gateway",
            "Interface",
            "GatewayLoadBalancer",
            "Resource",
            "ServiceNetwork")
        .exactlyOne("serviceName", "resourceConfigurationArn", "serviceNetworkArn")
        .matches("serviceName", SERVICE, "be a service name such as com.amazonaws.us-east-1.logs")
        .oneOf("ipAddressType", "ipv4", "ipv6", "dualstack")
        .matches("vpcId", Network.VPC_ID, "be a VPC id such as vpc-0a1b2c3d4e5f60718")
        .ids("subnetIds", Network.SUBNET_ID, "subnet-0a1b2c3d4e5f60718")
        .ids("securityGroupIds", Network.GROUP_ID, "sg-0a1b2c3d4e5f60718")
        .judge("policy", PolicyGrammar.Kind.RESOURCE);
    if (inputs.values().text("vpcEndpointType", "").equals("Gateway")) {
      for (var name : List.of("subnetIds", "securityGroupIds")) {
        if (inputs.values().has(name)) {
          inputs.fail(name, "is not for endpoints of type Gateway: set vpcEndpointType Interface");
        }
      }
    }
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    inputs.text("vpcId").ifPresent(vpc -> Network.vpc(account, vpc));
    var subnets = Network.subnets(account, inputs.texts("subnetIds"));
    var vpc = Network.vpcOf(subnets, "InvalidParameter");
    if (vpc.isPresent() && inputs.text("vpcId").isPresent() && !vpc.equals(inputs.text("vpcId"))) {
      throw new AwsFault(
          "InvalidParameter",
          "The subnets are in %s, but the endpoint is in %s."
              .formatted(vpc.get(), inputs.text("vpcId").get()));
    }
    if (Network.zonesOf(subnets).size() < subnets.size()) {
      throw new AwsFault(
          "DuplicateSubnetsInSameZone", "Found another VPC endpoint subnet in the same zone.");
    }
    Network.requireGroupsOfInterface(
        account, inputs.texts("securityGroupIds"), inputs.text("vpcId"), "InvalidParameter");
    AwsFault.ifAny(
        inputs
            .text("serviceName")
            .filter(name -> name.startsWith("com.amazonaws."))
            .filter(name -> !name.startsWith("com.amazonaws." + account.region() + ".")),
        "InvalidServiceName",
        name -> "The Vpc Endpoint Service '" + name + "' does not exist");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    boolean isInterface = properties.text("vpcEndpointType", "").equals("Interface");
    return properties
        .withDefault("ipAddressType", "ipv4")
        .withDefault("privateDnsEnabled", false)
        .withDefault("serviceRegion", account.region())
        .withDefault("routeTableIds", List.of())
        .withDefault("subnetIds", List.of())
        .withDefault(
            "securityGroupIds",
            isInterface
                ? Network.defaultSecurityGroup(account, properties.text("vpcId"))
                : List.of())
        .withDefault(
            "policy",
            "{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Resource\":\"*\"}]}");
  }

  @Override
  public Made create(Account account, Fields properties) {
    refuseSecondPrivateName(account, properties);
    var id = Ids.ec2(account, "vpce");
    boolean isInterface = properties.text("vpcEndpointType", "").equals("Interface");
    var interfaces =
        isInterface
            ? properties.texts("subnetIds").stream()
                .map(subnet -> Ids.ec2(account, "eni", subnet))
                .toList()
            : List.<String>of();
    var service = properties.text("serviceName", "");
    var host =
        "%s-%s.%s.%s.vpce.amazonaws.com"
            .formatted(
                id,
                Ids.lower(account, "vpce-host", 8),
                service.substring(service.lastIndexOf('.') + 1),
                account.region());
    var entry =
        Fields.of(Map.of("dnsName", Value.of(host), "hostedZoneId", Value.of("Z7HUB22UULQXV")));
    return made(
        account,
        id,
        properties
            .with("arn", account.arn("ec2", "vpc-endpoint/" + id))
            .with("ownerId", account.number())
            .with("state", "available")
            .with("requesterManaged", false)
            .with("networkInterfaceIds", Value.of(interfaces))
            .with("cidrBlocks", new Value.Items(List.of()))
            .with("dnsEntries", new Value.Items(isInterface ? List.of(entry) : List.of())));
  }

  private static void refuseSecondPrivateName(Account account, Fields properties) {
    if (!properties.flag("privateDnsEnabled")) {
      return;
    }
    Network.vpc(account, properties.text("vpcId", ""));
    Optional<Entity> other =
        account
            .all(TYPE)
            .filter(each -> each.text("vpcId").equals(properties.text("vpcId")))
            .filter(each -> each.text("serviceName").equals(properties.text("serviceName")))
            .filter(each -> each.properties().flag("privateDnsEnabled"))
            .findFirst();
    if (other.isPresent()) {
      throw new AwsFault(
          "InvalidParameter",
          "private-dns-enabled cannot be set because there is already a conflicting DNS domain for %s in the VPC %s"
              .formatted(properties.text("serviceName", ""), properties.text("vpcId", "")));
    }
    var vpc = Network.vpc(account, properties.text("vpcId", "")).properties();
    if (!vpc.flag("enableDnsSupport") || !vpc.flag("enableDnsHostnames")) {
      throw new AwsFault(
          "InvalidParameter",
          "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for "
              + properties.text("vpcId", ""));
    }
  }
}
