package io.datatier.network;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The private network of the data tier. For an {@link ExistingNetwork} it makes nothing; for a
 * {@link CreatedNetwork} a VPC with one private subnet a zone, no internet gateway, and interface
 * endpoints for the services that its settings name, without which functions in private subnets
 * could not read their secret.
 */
public final class Network extends Component {

  private static final int HTTPS = 443;

  private final Output<String> vpcId;
  private final Output<List<String>> privateSubnetIds;
  private final Optional<Output<String>> endpointSecurityGroupId;

  /** A network of the stack's own, without a parent. */
  public Network(String name, NetworkSettings settings) {
    this(name, settings, ComponentResourceOptions.Empty);
  }

  /** The network that {@code settings} ask for. */
  public Network(String name, NetworkSettings settings, ComponentResourceOptions options) {
    super("datatier:network:Network", name, options);
    this.vpcId =
        settings.either(
            existing -> Output.of(existing.vpcId().value()), created -> createVpc(name, created));
    this.privateSubnetIds =
        settings.either(
            existing -> Output.of(existing.privateSubnets().ids()), this::createSubnets);
    this.endpointSecurityGroupId =
        settings.either(
            existing -> existing.endpointSecurityGroup().map(group -> Output.of(group.value())),
            created -> Optional.of(createEndpoints(name, created)));
    registerOutputs(Map.of("vpcId", vpcId, "privateSubnetIds", privateSubnetIds));
  }

  /** The VPC that everything lives in. */
  public Output<String> vpcId() {
    return vpcId;
  }

  /** Private subnets in two or more Availability Zones. */
  public Output<List<String>> privateSubnetIds() {
    return privateSubnetIds;
  }

  /**
   * A security group in this network that admits nobody and reaches nothing until {@link
   * GroupRule}s say otherwise: the provider removes the open egress rule with which EC2 makes a
   * group.
   */
  public SecurityGroup createSecurityGroup(
      String logicalName, String name, String purpose, CustomResourceOptions options) {
    return createSecurityGroup(logicalName, name, purpose, Map.of(), options);
  }

  /** The same, with {@code tags} beside its name. */
  public SecurityGroup createSecurityGroup(
      String logicalName,
      String name,
      String purpose,
      Map<String, String> tags,
      CustomResourceOptions options) {
    var named = new HashMap<>(tags);
    named.put("Name", name);
    return new SecurityGroup(
        logicalName,
        SecurityGroupArgs.builder()
            .name(name)
            .description(purpose)
            .vpcId(vpcId)
            .tags(named)
            .build(),
        options);
  }

  /**
   * Lets members of {@code clientGroup} call AWS over HTTPS: through the interface endpoints where
   * their security group is known, else over the VPC's own way out. Security groups cannot name
   * "the endpoints of AWS", so the second form has no narrower destination than everywhere.
   */
  public List<Resource> permitAwsCalls(
      String name, Output<String> clientGroup, CustomResourceOptions options) {
    var purpose = "HTTPS to AWS, Secrets Manager above all";
    return endpointSecurityGroupId
        .map(endpoints -> new GroupRule(clientGroup, endpoints, HTTPS, purpose))
        .map(rule -> rule.permit(name, options))
        .orElseGet(
            () ->
                List.of(
                    new SecurityGroupEgressRule(
                        name + "-egress",
                        SecurityGroupEgressRuleArgs.builder()
                            .securityGroupId(clientGroup)
                            .cidrIpv4("0.0.0.0/0")
                            .ipProtocol("tcp")
                            .fromPort(HTTPS)
                            .toPort(HTTPS)
                            .description(purpose)
                            .build(),
                        options)));
  }

  private Output<String> createVpc(String name, CreatedNetwork settings) {
    return new Vpc(
            child("vpc"),
            VpcArgs.builder()
                .cidrBlock(settings.cidrBlock().value())
                // Private DNS of interface endpoints needs both (VPC guide, "Private DNS").
                .enableDnsSupport(true)
                .enableDnsHostnames(true)
                .tags(Map.of("Name", name))
                .build(),
            childOptions())
        .id();
  }

  private Output<List<String>> createSubnets(CreatedNetwork settings) {
    var zones = settings.zones().zones();
    return Output.all(
        IntStream.range(0, zones.size())
            .mapToObj(
                index ->
                    new Subnet(
                            child("subnet-" + zones.get(index).name()),
                            SubnetArgs.builder()
                                .vpcId(vpcId)
                                .availabilityZone(zones.get(index).name())
                                .cidrBlock(settings.cidrBlock().subnet(index))
                                .mapPublicIpOnLaunch(false)
                                .tags(Map.of("Name", child("subnet-" + zones.get(index).name())))
                                .build(),
                            childOptions())
                        .id())
            .toList());
  }

  private Output<String> createEndpoints(String name, CreatedNetwork settings) {
    var group =
        createSecurityGroup(
            child("endpoints-group"),
            name + "-endpoints",
            "Interface endpoints of " + name,
            childOptions());
    var region = settings.zones().region();
    for (var service :
        settings.endpointServices().stream().map(EndpointService::value).sorted().toList()) {
      var role = "endpoint-" + service;
      new VpcEndpoint(
          child(role),
          VpcEndpointArgs.builder()
              .vpcId(vpcId)
              .serviceName("com.amazonaws." + region + "." + service)
              .vpcEndpointType("Interface")
              .privateDnsEnabled(true)
              .subnetIds(privateSubnetIds)
              .securityGroupIds(Output.all(group.id()))
              .tags(Map.of("Name", child(role)))
              .build(),
          childOptions());
    }
    return group.id();
  }
}
