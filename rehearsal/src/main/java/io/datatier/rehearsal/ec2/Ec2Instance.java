package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.References;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows internal/service/ec2/ec2_instance.go of the provider. Whether an AMI exists and fits the
 * instance type cannot be known here.
 */
public final class Ec2Instance implements ResourceType {

  /** What an interface of its own decides already. */
  private static final List<String> OF_THE_INTERFACE =
      List.of(
          "associatePublicIpAddress",
          "privateIp",
          "secondaryPrivateIps",
          "securityGroups",
          "subnetId",
          "vpcSecurityGroupIds");

  @Override
  public Traits traits() {
    return Traits.of(Types.EC2_INSTANCE, "EC2 Instance")
        .replacedBy(
            "ami",
            "associatePublicIpAddress",
            "availabilityZone",
            "cpuCoreCount",
            "cpuThreadsPerCore",
            "enclaveOptions",
            "ephemeralBlockDevices",
            "hibernation",
            "hostResourceGroupArn",
            "instanceMarketOptions",
            "ipv6AddressCount",
            "ipv6Addresses",
            "keyName",
            "networkInterfaces",
            "placementGroup",
            "privateIp",
            "securityGroups",
            "subnetId",
            "tenancy")
        .filledByAws(
            "ami",
            "associatePublicIpAddress",
            "availabilityZone",
            "disableApiStop",
            "disableApiTermination",
            "ebsBlockDevices",
            "ebsOptimized",
            "iamInstanceProfile",
            "instanceInitiatedShutdownBehavior",
            "instanceType",
            "keyName",
            "metadataOptions",
            "metadataOptions.httpEndpoint",
            "metadataOptions.httpProtocolIpv6",
            "metadataOptions.httpPutResponseHopLimit",
            "metadataOptions.httpTokens",
            "metadataOptions.instanceMetadataTags",
            "monitoring",
            "placementGroup",
            "privateIp",
            "rootBlockDevice",
            "secondaryPrivateIps",
            "securityGroups",
            "subnetId",
            "tenancy",
            "vpcSecurityGroupIds")
        .unordered(
            "ebsBlockDevices", "secondaryPrivateIps", "securityGroups", "vpcSecurityGroupIds")
        .unread("getPasswordData", "userDataReplaceOnChange");
  }

  @Override
  public Traits traits(Fields before, Fields after) {
    // Otherwise EC2 stops the instance and starts it with the other data.
    return after.flag("userDataReplaceOnChange")
        ? traits().replacedAlsoBy("userData", "userDataBase64")
        : traits();
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("getPasswordData", false)
        .fill("sourceDestCheck", true)
        .fill("userDataReplaceOnChange", false)
        .matches("ami", Ec2Launch.IMAGE, Ec2Launch.IMAGE_RULE)
        .matches("instanceType", Ec2Launch.INSTANCE_TYPE, Ec2Launch.INSTANCE_TYPE_RULE)
        .matches("subnetId", References.SUBNET_ID, "be a subnet id")
        .matches("userDataBase64", Ec2Launch.BASE64, "be encoded in Base64")
        .ids("vpcSecurityGroupIds", References.GROUP_ID, "sg-0a1b2c3d4e5f60718")
        .oneOf("instanceInitiatedShutdownBehavior", "stop", "terminate")
        .oneOf("tenancy", "dedicated", "default", "host")
        .atMostOne("userData", "userDataBase64")
        .within("metadataOptions", Ec2Launch::judgeMetadataOptions)
        .within("rootBlockDevice", Ec2Launch::judgeVolume)
        .each("ebsBlockDevices", Ec2Launch::judgeVolume)
        .within(
            "creditSpecification", credit -> credit.oneOf("cpuCredits", "standard", "unlimited"))
        .within("launchTemplate", template -> template.exactlyOne("id", "name"));
    Ec2Launch.judgeUserData(inputs, "userData");
    Ec2Launch.judgeEncodedUserData(inputs, "userDataBase64");
    if (!inputs.values().has("launchTemplate")) {
      inputs
          .required("ami", "without a launchTemplate")
          .required("instanceType", "without a launchTemplate");
    }
    if (inputs.values().has("networkInterfaces")) {
      OF_THE_INTERFACE.stream()
          .filter(inputs.values()::has)
          .forEach(name -> inputs.fail(name, "cannot be set together with networkInterfaces"));
    }
  }

  @Override
  public void refer(Account account, Fields inputs) {
    var subnets = References.subnets(account, inputs.text("subnetId").stream().toList());
    var vpc = References.vpcOf(subnets, "InvalidParameterValue");
    var groups = inputs.texts("vpcSecurityGroupIds");
    References.securityGroups(account, groups, vpc, "InvalidParameter");
    var zone = inputs.text("availabilityZone");
    var its = References.zonesOf(subnets);
    if (zone.isPresent() && !its.isEmpty() && !its.contains(zone.get())) {
      throw new AwsFault(
          "InvalidParameterValue",
          "The availability zone '%s' is not that of the subnet %s: %s."
              .formatted(zone.get(), subnets.get(0).id(), String.join("", its)));
    }
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var subnet = properties.text("subnetId").flatMap(id -> account.find(Types.SUBNET, id));
    var groups =
        References.defaultSecurityGroup(account, subnet.flatMap(each -> each.text("vpcId")));
    var settled =
        properties
            .withDefault("associatePublicIpAddress", Value.of(publicByDefault(subnet)))
            .withDefault("availabilityZone", subnet.flatMap(Ec2Instance::zone).orElse(""))
            .withDefault("disableApiStop", Value.of(false))
            .withDefault("disableApiTermination", Value.of(false))
            .withDefault("ebsBlockDevices", new Value.Items(List.of()))
            .withDefault("ebsOptimized", Value.of(false))
            .withDefault("instanceInitiatedShutdownBehavior", "stop")
            .withDefault("monitoring", Value.of(false))
            .withDefault("secondaryPrivateIps", new Value.Items(List.of()))
            .withDefault("tenancy", "default")
            .withDefault("vpcSecurityGroupIds", Value.of(groups));
    var metadata =
        Fields.of(
                Map.of(
                    "httpEndpoint", Value.of("enabled"),
                    "httpProtocolIpv6", Value.of("disabled"),
                    "httpPutResponseHopLimit", Value.of(1),
                    "httpTokens", Value.of("optional"),
                    "instanceMetadataTags", Value.of("disabled")))
            .with(properties.fields("metadataOptions"));
    return settled.with("metadataOptions", metadata);
  }

  private static boolean publicByDefault(Optional<Entity> subnet) {
    return subnet.filter(each -> each.properties().flag("mapPublicIpOnLaunch")).isPresent();
  }

  private static Optional<String> zone(Entity subnet) {
    return subnet.text("availabilityZone");
  }

  @Override
  public Made create(Account account, Fields properties) {
    var subnet =
        properties
            .text("subnetId")
            .flatMap(id -> account.find(Types.SUBNET, id))
            .orElseThrow(
                () ->
                    new AwsFault(
                        "VPCIdNotSpecified",
                        "No default VPC for this user: the rehearsal's account has none; set subnetId."));
    hasProfile(account, properties);
    var id = Ids.ec2(account, "i");
    var privateIp = properties.text("privateIp", Ec2Addresses.in(account, subnet, "instance"));
    var host = "ip-" + privateIp.replace('.', '-');
    return Made.in(
        account,
        new Entity(
            Types.EC2_INSTANCE,
            id,
            account.region(),
            new Origin.Made(),
            properties
                .with("arn", account.arn("ec2", "instance/" + id))
                .with("instanceState", "running")
                .with("privateIp", privateIp)
                .with("privateDns", host + Ec2Hosts.privateDomain(account))
                .with("primaryNetworkInterfaceId", Ids.ec2(account, "eni", "instance"))
                .with("publicIp", "")
                .with("publicDns", "")
                .with("instanceLifecycle", "")
                .with("outpostArn", "")
                .with("passwordData", "")
                .with("spotInstanceRequestId", "")));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    hasProfile(account, properties);
    return Made.in(account, before.with(properties));
  }

  /** EC2 wants a profile that exists, and what runs on the instance one that EC2 may assume. */
  private static void hasProfile(Account account, Fields properties) {
    var name = properties.text("iamInstanceProfile").filter(each -> !each.isEmpty());
    if (name.isEmpty()) {
      return;
    }
    account
        .find(Types.INSTANCE_PROFILE, name.get())
        .orElseThrow(
            () ->
                new AwsFault(
                    "InvalidParameterValue",
                    "Value (%s) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name"
                        .formatted(name.get())))
        .text("role")
        .flatMap(role -> account.find(Types.ROLE, role))
        .flatMap(role -> role.text("arn"))
        .ifPresent(
            role -> References.role(account, role, "ec2.amazonaws.com", "InvalidParameterValue"));
  }
}
