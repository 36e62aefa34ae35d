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
import java.util.stream.Stream;

/**
 * The private network of the data tier. For an {@link ExistingNetwork} it creates nothing; for a
 * {@link CreatedNetwork} a VPC with one private subnet a zone, no internet gateway, and interface
 * endpoints for the services that its settings name, without which functions in private subnets
 * could not read their secret.
 */
public final class Network extends Component {

  private static final int HTTPS = 443;

  private final Output<String> vpcId;
  private final List<AvailabilityZone> zones;
  private final Output<List<String>> privateSubnetIds;
  private final Endpoints endpoints;
  private final List<Destination> destinations;

  /** A network without a parent. */
  public Network(String name, NetworkSettings settings) {
    this(name, settings, ComponentResourceOptions.Empty);
  }

  /** The network that {@code settings} ask for. */
  public Network(String name, NetworkSettings settings, ComponentResourceOptions options) {
    super("datatier:network:Network", name, options);
    this.vpcId =
        settings.either(
            existing -> Output.of(existing.vpcId().value()), created -> createVpc(name, created));
    this.zones =
        settings.either(
            existing -> existing.privateSubnets().zones(), created -> created.zones().zones());
    this.privateSubnetIds =
        settings.either(
            existing -> Output.of(existing.privateSubnets().ids()), this::createSubnets);
    this.endpoints =
        settings.either(
            existing ->
                new Endpoints(
                    existing.endpointSecurityGroup().map(group -> Output.of(group.value())),
                    List.of()),
            created -> createEndpoints(name, created));
    this.destinations = settings.destinations();
    registerOutputs(Map.of("vpcId", vpcId, "privateSubnetIds", privateSubnetIds));
  }

  /** The VPC of all resources. */
  public Output<String> vpcId() {
    return vpcId;
  }

  /** Private subnets in two or more Availability Zones. */
  public Output<List<String>> privateSubnetIds() {
    return privateSubnetIds;
  }

  /**
   * This network as the value of {@code datatier:network} in another stack's configuration: an
   * {@link ExistingNetwork}.
   */
  public Output<Map<String, Object>> asExisting() {
    var group = endpoints.securityGroupId().map(it -> it.applyValue(Optional::of));
    return Output.tuple(vpcId, privateSubnetIds, group.orElse(Output.of(Optional.empty())))
        .applyValue(known -> asExisting(known.t1, known.t2, known.t3));
  }

  private Map<String, Object> asExisting(
      String vpc, List<String> subnets, Optional<String> endpointGroup) {
    var network = new HashMap<String, Object>();
    network.put("vpcId", vpc);
    network.put(
        "privateSubnets",
        IntStream.range(0, zones.size())
            .mapToObj(it -> Map.of("id", subnets.get(it), "zone", zones.get(it).name()))
            .toList());
    endpointGroup.ifPresent(group -> network.put("endpointSecurityGroup", group));
    return network;
  }

  /**
   * A security group in this network that admits and reaches nothing until {@link GroupRule}s say
   * otherwise: the provider removes the open egress rule with which EC2 makes a group.
   */
  public SecurityGroup createSecurityGroup(
      String logicalName, String name, String purpose, CustomResourceOptions options) {
    return createSecurityGroup(logicalName, name, purpose, Map.of(), options);
  }

  /** The same, with {@code tags} besides its name. */
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
   *
   * @return the rules and the created endpoints. Whatever calls AWS must depend on them all: before
   *     an endpoint exists, the service's name resolves to a public address, which a created
   *     network has no route to, and the call times out.
   */
  public List<Resource> permitAwsCalls(
      String name, Output<String> clientGroup, CustomResourceOptions options) {
    var purpose = "HTTPS to AWS, Secrets Manager above all";
    var rules =
        endpoints
            .securityGroupId()
            .map(group -> new GroupRule(clientGroup, group, HTTPS, purpose).permit(name, options))
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
    return Stream.concat(rules.stream(), endpoints.created().stream()).toList();
  }

  /** Lets members of {@code clientGroup} connect to the destinations of the settings. */
  public List<Resource> permitDestinations(
      String name, Output<String> clientGroup, CustomResourceOptions options) {
    return destinations.stream()
        .<Resource>map(
            destination -> {
              var rule =
                  SecurityGroupEgressRuleArgs.builder()
                      .securityGroupId(clientGroup)
                      .ipProtocol("tcp")
                      .fromPort(destination.port())
                      .toPort(destination.port())
                      .description("To " + destination.to().value());
              return new SecurityGroupEgressRule(
                  name + "-" + destination.name(),
                  (destination.to().isPrefixList()
                          ? rule.prefixListId(destination.to().value())
                          : rule.cidrIpv4(destination.to().value()))
                      .build(),
                  options);
            })
        .toList();
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
    return Output.all(
        settings.zones().zones().stream()
            .map(zone -> createSubnet(zone, settings.cidrBlock()).id())
            .toList());
  }

  private Subnet createSubnet(AvailabilityZone zone, CidrBlock block) {
    var name = child("subnet-" + zone.name());
    return new Subnet(
        name,
        SubnetArgs.builder()
            .vpcId(vpcId)
            .availabilityZone(zone.name())
            // By the zone, not its place in the list: EC2 refuses a range that an old subnet has.
            .cidrBlock(block.subnet(zone.index()))
            .mapPublicIpOnLaunch(false)
            .tags(Map.of("Name", name))
            .build(),
        childOptions());
  }

  private Endpoints createEndpoints(String name, CreatedNetwork settings) {
    var group =
        createSecurityGroup(
            child("endpoints-group"),
            name + "-endpoints",
            "Interface endpoints of " + name,
            childOptions());
    var region = settings.zones().region();
    var created =
        settings.services().stream()
            .map(service -> createEndpoint(service, region, group))
            .toList();
    return new Endpoints(Optional.of(group.id()), created);
  }

  private Resource createEndpoint(EndpointService service, String region, SecurityGroup group) {
    var name = child("endpoint-" + service.value());
    return new VpcEndpoint(
        name,
        VpcEndpointArgs.builder()
            .vpcId(vpcId)
            .serviceName("com.amazonaws." + region + "." + service.value())
            .vpcEndpointType("Interface")
            .privateDnsEnabled(true)
            .subnetIds(privateSubnetIds)
            .securityGroupIds(Output.all(group.id()))
            .tags(Map.of("Name", name))
            .build(),
        childOptions());
  }

  private record Endpoints(Optional<Output<String>> securityGroupId, List<Resource> created) {}
}
