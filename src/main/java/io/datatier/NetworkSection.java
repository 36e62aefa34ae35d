package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Section.Alternative;
import io.datatier.config.SectionList;
import io.datatier.config.Setting;
import io.datatier.config.SettingList;
import io.datatier.network.AvailabilityZone;
import io.datatier.network.CidrBlock;
import io.datatier.network.CreatedNetwork;
import io.datatier.network.EndpointService;
import io.datatier.network.ExistingNetwork;
import io.datatier.network.NetworkSettings;
import io.datatier.network.PrivateSubnet;
import io.datatier.network.PrivateSubnets;
import io.datatier.network.SecurityGroupId;
import io.datatier.network.SubnetId;
import io.datatier.network.VpcId;
import io.datatier.network.Zones;
import io.datatier.values.InvalidValue;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code datatier:network}. */
final class NetworkSection {

  private static final Setting<VpcId> VPC_ID =
      Setting.text("vpcId", VpcId::new)
          .like(VpcId.LAWFUL)
          .allowing("`vpc-…`")
          .required("the VPC that holds everything, vpc-…");

  private static final Setting<SubnetId> SUBNET_ID =
      Setting.text("id", SubnetId::new)
          .like(SubnetId.LAWFUL)
          .allowing("`subnet-…`")
          .required("the subnet, subnet-…");
  private static final Setting<AvailabilityZone> SUBNET_ZONE =
      Setting.text("zone", AvailabilityZone::new)
          .like(AvailabilityZone.LAWFUL)
          .allowing("its zone, such as `us-east-1a`, which is not looked up")
          .required("its Availability Zone, which is not looked up");
  private static final SectionList PRIVATE_SUBNETS =
      Section.of(
              "privateSubnets", "two to sixteen, each in a zone of its own", SUBNET_ID, SUBNET_ZONE)
          .listed(2, CidrBlock.MOST_SUBNETS)
          .required("two or more, each with its id and zone");

  private static final Setting<SecurityGroupId> ENDPOINT_SECURITY_GROUP =
      Setting.text("endpointSecurityGroup", SecurityGroupId::new)
          .like(SecurityGroupId.LAWFUL)
          .allowing(
              "`sg-…` of the VPC's interface endpoints; without it, functions may open HTTPS to"
                  + " anywhere to reach Secrets Manager");

  private static final SettingList<AvailabilityZone> ZONES =
      Setting.text("zones", AvailabilityZone::new)
          .like(AvailabilityZone.LAWFUL)
          .allowing("two to sixteen zones of `aws:region`, each of which gets a private subnet")
          .required("two or more Availability Zones for the VPC")
          .listed(2, CidrBlock.MOST_SUBNETS);
  private static final Setting<CidrBlock> CIDR_BLOCK =
      Setting.text("cidrBlock", CidrBlock::new)
          .like(CidrBlock.SHAPE)
          .allowing("an IPv4 range from /16 to /22")
          .byDefault("10.20.0.0/16");

  private static final SettingList<EndpointService> ENDPOINT_SERVICES =
      Setting.text("endpointServices", EndpointService::new)
          .like(EndpointService.LAWFUL)
          .allowing(
              "what is reached from it through interface endpoints, such as `secretsmanager`,"
                  + " `sqs` or `ecr.api`; clients that log in with a secret need `secretsmanager`")
          .otherwise("`secretsmanager`, `logs`")
          .listed(0, Integer.MAX_VALUE);

  private static final Alternative EXISTING =
      Alternative.of("A VPC that exists", VPC_ID, PRIVATE_SUBNETS, ENDPOINT_SECURITY_GROUP);
  private static final Alternative CREATED =
      Alternative.of("A VPC to be created", ZONES, CIDR_BLOCK, ENDPOINT_SERVICES);

  static final Section KEYS =
      Section.either(
          "network", "either a VPC that exists, or zones for one to be created", EXISTING, CREATED);

  private final Optional<String> region;

  private NetworkSection(Optional<String> region) {
    this.region = region;
  }

  static Optional<NetworkSettings> read(ConfigObject network, Optional<String> region) {
    return new NetworkSection(region).read(network);
  }

  private Optional<NetworkSettings> read(ConfigObject network) {
    if (network.has(VPC_ID) || network.has(PRIVATE_SUBNETS)) {
      return existing(network);
    }
    if (network.has(ZONES) || network.has(CIDR_BLOCK) || network.has(ENDPOINT_SERVICES)) {
      return created(network);
    }
    network.require(
        VPC_ID, "give vpcId and privateSubnets of an existing VPC, or zones for one to be created");
    network.read(ENDPOINT_SECURITY_GROUP);
    return Optional.empty();
  }

  private Optional<NetworkSettings> existing(ConfigObject network) {
    network.settleOn(
        EXISTING,
        "belongs to a VPC to be created, but vpcId or privateSubnets name an existing one;"
            + " remove one of the two");
    var vpcId = network.read(VPC_ID);
    var group = network.read(ENDPOINT_SECURITY_GROUP);
    var subnets =
        network
            .objects(PRIVATE_SUBNETS, this::privateSubnet)
            .flatMap(listed -> network.together(PRIVATE_SUBNETS, () -> new PrivateSubnets(listed)));
    return vpcId.flatMap(vpc -> subnets.map(lawful -> new ExistingNetwork(vpc, lawful, group)));
  }

  private Optional<PrivateSubnet> privateSubnet(ConfigObject subnet) {
    var id = subnet.read(SUBNET_ID);
    var zone = subnet.read(SUBNET_ZONE, this::ofRegion);
    return id.flatMap(lawful -> zone.map(its -> new PrivateSubnet(lawful, its)));
  }

  private Optional<NetworkSettings> created(ConfigObject network) {
    network.settleOn(
        CREATED,
        "belongs to a VPC that exists, but zones or cidrBlock ask for one to be created;"
            + " remove one of the two");
    var cidrBlock = network.read(CIDR_BLOCK);
    var zones =
        network
            .list(ZONES, this::ofRegion)
            .flatMap(listed -> network.together(ZONES, () -> new Zones(listed)));
    var services =
        network
            .list(ENDPOINT_SERVICES, Function.identity())
            .<Set<EndpointService>>map(Set::copyOf)
            .orElse(CreatedNetwork.DEFAULT_SERVICES);
    return cidrBlock.flatMap(
        block -> zones.map(lawful -> new CreatedNetwork(block, lawful, services)));
  }

  private AvailabilityZone ofRegion(AvailabilityZone zone) {
    region.ifPresent(
        it -> {
          if (!zone.region().equals(it)) {
            throw new InvalidValue(zone.name(), "be a zone of aws:region, which is " + it);
          }
        });
    return zone;
  }
}
