package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Cidr;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/ec2/vpc_subnet.go of the provider.
 *
 * <p>Checked: the CIDR block: inside the VPC's, no overlap with other subnets; a zone of the
 * region; not deleted while in use.
 */
@AutoService(ResourceType.class)
public final class Subnet implements ResourceType {

  public static final String TYPE = "aws:ec2/subnet:Subnet";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "EC2 Subnet")
        .listedBy(
            "ec2 describe-subnets", "Subnets", "SubnetId=id", "CidrBlock=cidrBlock", "VpcId=vpcId")
        .replacedBy("availabilityZone availabilityZoneId cidrBlock ipv6Native outpostArn vpcId")
        .filledByAws("availabilityZone", "availabilityZoneId", "privateDnsHostnameTypeOnLaunch");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("assignIpv6AddressOnCreation", false)
        .fill("enableDns64", false)
        .fill("enableResourceNameDnsARecordOnLaunch", false)
        .fill("enableResourceNameDnsAaaaRecordOnLaunch", false)
        .fill("ipv6Native", false)
        .fill("mapPublicIpOnLaunch", false)
        .cidr("cidrBlock", 16, 28)
        .matches("vpcId", Network.VPC_ID, "be a VPC id such as vpc-0a1b2c3d4e5f60718")
        .atMostOne("availabilityZone", "availabilityZoneId")
        .oneOf("privateDnsHostnameTypeOnLaunch", "ip-name", "resource-name");
    if (!inputs.values().flag("ipv6Native")) {
      inputs.required("cidrBlock", "unless the subnet is IPv6 only");
    }
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    inputs.text("vpcId").ifPresent(vpc -> Network.vpc(account, vpc));
    AwsFault.ifAny(
        inputs.text("availabilityZone").filter(zone -> !Zones.of(account.region()).contains(zone)),
        "InvalidParameterValue",
        zone ->
            "Value (%s) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: %s."
                .formatted(zone, String.join(", ", Zones.of(account.region()))));
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var zone =
        properties
            .text("availabilityZone")
            .or(() -> zoneOf(account, properties.text("availabilityZoneId")))
            .orElse(Zones.of(account.region()).get(0));
    return properties
        .with("availabilityZone", zone)
        .with("availabilityZoneId", Zones.idOf(zone))
        .withDefault("privateDnsHostnameTypeOnLaunch", "ip-name");
  }

  private static Optional<String> zoneOf(Account account, Optional<String> zoneId) {
    return zoneId.flatMap(
        id ->
            Zones.of(account.region()).stream()
                .filter(zone -> Zones.idOf(zone).equals(id))
                .findFirst());
  }

  @Override
  public Made create(Account account, Fields properties) {
    properties
        .text("cidrBlock")
        .flatMap(Cidr::parse)
        .ifPresent(c -> requireFreeRange(account, properties, c));
    var id = Ids.ec2(account, "subnet");
    return made(
        account,
        id,
        properties
            .with("arn", account.arn("ec2", "subnet/" + id))
            .with("ownerId", account.number())
            .withDefault("enableLniAtDeviceIndex", 0));
  }

  private static void requireFreeRange(Account account, Fields properties, Cidr cidr) {
    var vpc = Network.vpc(account, properties.text("vpcId").orElse(""));
    var given = properties.text("cidrBlock", "");
    if (vpc.text("cidrBlock").flatMap(Cidr::parse).filter(its -> !its.contains(cidr)).isPresent()) {
      throw new AwsFault(
          "InvalidSubnet.Range",
          "The CIDR '%s' is invalid: the VPC %s has %s."
              .formatted(given, vpc.id(), vpc.text("cidrBlock").orElse("")));
    }
    Stream<Entity> siblings = account.all(TYPE, "vpcId", vpc.id());
    AwsFault.ifAny(
        siblings.filter(
            other ->
                other.text("cidrBlock").flatMap(Cidr::parse).filter(cidr::overlaps).isPresent()),
        "InvalidSubnet.Conflict",
        other ->
            "The CIDR '%s' conflicts with another subnet: %s has %s."
                .formatted(given, other.id(), other.text("cidrBlock").orElse("")));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    Network.requireUnused(account, entity, "subnet", Network.INTERFACES_PATIENCE);
    return account.without(entity);
  }
}
