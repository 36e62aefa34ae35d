package io.datatier.rehearsal.autoscaling;

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
import io.datatier.rehearsal.ec2.LaunchTemplate;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows internal/service/autoscaling/group.go of the provider. What would keep its instances from
 * starting, and at AWS shows as a group that waits ten minutes for its capacity, is said at once.
 */
public final class AutoScalingGroup implements ResourceType {

  private static final int MOST = 100_000;

  @Override
  public Traits traits() {
    return Traits.of(Types.AUTO_SCALING_GROUP, "Auto Scaling Group")
        .replacedBy("name", "namePrefix", "placementGroup")
        .filledByAws(
            "availabilityZoneDistribution",
            "availabilityZones",
            "capacityReservationSpecification",
            "defaultCooldown",
            "desiredCapacity",
            "healthCheckType",
            "launchTemplate.id",
            "launchTemplate.name",
            "launchTemplate.version",
            "loadBalancers",
            "serviceLinkedRoleArn",
            "targetGroupArns",
            "trafficSources",
            "vpcZoneIdentifiers")
        .unordered(
            "availabilityZones",
            "enabledMetrics",
            "suspendedProcesses",
            "tags",
            "targetGroupArns",
            "vpcZoneIdentifiers")
        .autoNamed("name", 255)
        .unread(
            "forceDelete",
            "forceDeleteWarmPool",
            "ignoreFailedScalingActivities",
            "minElbCapacity",
            "waitForCapacityTimeout",
            "waitForElbCapacity");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("forceDelete", false)
        .fill("forceDeleteWarmPool", false)
        .fill("healthCheckGracePeriod", 300)
        .fill("ignoreFailedScalingActivities", false)
        .fill("metricsGranularity", "1Minute")
        .fill("protectFromScaleIn", false)
        .fill("waitForCapacityTimeout", "10m")
        .length("name", 1, 255)
        .between("minSize", 0, MOST, "instances")
        .between("maxSize", 0, MOST, "instances")
        .between("desiredCapacity", 0, MOST, "instances")
        .between("maxInstanceLifetime", 86_400, 31_536_000, "seconds")
        .oneOf("healthCheckType", "EC2", "ELB")
        .oneOf("metricsGranularity", "1Minute")
        .ids("vpcZoneIdentifiers", References.SUBNET_ID, "subnet-0a1b2c3d4e5f60718")
        .exactlyOne("launchTemplate", "launchConfiguration", "mixedInstancesPolicy")
        .exactlyOne("vpcZoneIdentifiers", "availabilityZones")
        .within("launchTemplate", template -> template.exactlyOne("id", "name"))
        .within("instanceRefresh", refresh -> refresh.oneOf("strategy", "Rolling"));
    ordered(inputs, "minSize", "maxSize");
    ordered(inputs, "minSize", "desiredCapacity");
    ordered(inputs, "desiredCapacity", "maxSize");
  }

  private static void ordered(Inputs inputs, String less, String more) {
    var least = inputs.values().number(less);
    var most = inputs.values().number(more);
    if (least.isPresent() && most.isPresent() && least.getAsDouble() > most.getAsDouble()) {
      inputs.fail(
          less,
          "must not be greater than %s, which is %s, and is %s"
              .formatted(
                  more, Inputs.plain(most.getAsDouble()), Inputs.plain(least.getAsDouble())));
    }
  }

  @Override
  public void refer(Account account, Fields inputs) {
    References.vpcOf(
        References.subnets(account, inputs.texts("vpcZoneIdentifiers")), "ValidationError");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var zones =
        References.zonesOf(References.subnets(account, properties.texts("vpcZoneIdentifiers")));
    return properties
        .withDefault("availabilityZones", Value.of(List.copyOf(zones)))
        .withDefault(
            "availabilityZoneDistribution",
            Fields.of(Map.of("capacityDistributionStrategy", Value.of("balanced-best-effort"))))
        .withDefault("defaultCooldown", Value.of(300))
        .withDefault("desiredCapacity", Value.of(properties.number("minSize").orElse(0)))
        .withDefault("healthCheckType", "EC2")
        .with("predictedCapacity", Value.of(0))
        .with("warmPoolSize", Value.of(0))
        .withDefault(
            "serviceLinkedRoleArn",
            "arn:aws:iam::%s:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
                .formatted(account.number()));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    if (account.find(Types.AUTO_SCALING_GROUP, name).isPresent()) {
      throw new AwsFault("AlreadyExists", "AutoScalingGroup by this name already exists: " + name);
    }
    var arn =
        account.arn(
            "autoscaling",
            "autoScalingGroup:%s:autoScalingGroupName/%s"
                .formatted(Ids.uuid(account, "group"), name));
    return Made.in(
        account,
        new Entity(
            Types.AUTO_SCALING_GROUP,
            name,
            account.region(),
            new Origin.Made(),
            launching(account, properties).with("arn", arn)));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    return Made.in(account, before.with(launching(account, properties)));
  }

  /** The properties with all that is known of the launch template, which must be fit to launch. */
  private static Fields launching(Account account, Fields properties) {
    if (!properties.has("launchTemplate")) {
      return properties;
    }
    var named = properties.fields("launchTemplate");
    var template =
        named
            .text("id")
            .flatMap(id -> account.find(Types.LAUNCH_TEMPLATE, id))
            .or(
                () ->
                    named
                        .text("name")
                        .flatMap(name -> account.findBy(Types.LAUNCH_TEMPLATE, "name", name)))
            .orElseThrow(
                () ->
                    new AwsFault(
                        "ValidationError",
                        "You must use a valid fully-formed launch template: %s does not exist."
                            .formatted(named.text("id").or(() -> named.text("name")).orElse(""))));
    var version = named.text("version", "$Default");
    if (!LaunchTemplate.has(template, version)) {
      throw new AwsFault(
          "ValidationError",
          "You must use a valid fully-formed launch template: %s has no version %s."
              .formatted(template.id(), version));
    }
    fits(account, properties, template);
    return properties.with(
        "launchTemplate",
        named
            .with("id", template.id())
            .with("name", template.text("name").orElse(""))
            .with("version", version));
  }

  private static void fits(Account account, Fields properties, Entity template) {
    for (var needed : List.of("imageId", "instanceType")) {
      if (!template.properties().has(needed)) {
        throw new AwsFault(
            "ValidationError",
            "You must use a valid fully-formed launch template. The request must contain the parameter %s"
                .formatted(needed));
      }
    }
    References.securityGroups(
        account,
        template.properties().texts("vpcSecurityGroupIds"),
        References.vpcOf(
            References.subnets(account, properties.texts("vpcZoneIdentifiers")), "ValidationError"),
        "ValidationError");
    LaunchTemplate.hasProfile(account, template);
    Optional<String> role = LaunchTemplate.roleOf(account, template);
    role.ifPresent(arn -> References.role(account, arn, "ec2.amazonaws.com", "ValidationError"));
  }
}
