package io.datatier.rehearsal.autoscaling;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.ec2.LaunchTemplate;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.iam.Roles;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/autoscaling/group.go of the provider. Anything that would prevent
 * instances from starting, which in AWS shows as a ten-minute wait for capacity, is an error at
 * once.
 *
 * <p>Checked: sizes in order; subnets in one VPC; a complete template, in a version that exists,
 * with a role that EC2 can assume.
 */
@AutoService(ResourceType.class)
public final class AutoScalingGroup implements ResourceType {

  public static final String TYPE = "aws:autoscaling/group:Group";

  private static final int MOST = 100_000;

  /** Auto Scaling API, CreateAutoScalingGroup; the provider takes any text. */
  private static final Pattern HEALTH_CHECKS =
      Pattern.compile("(EC2|ELB|EBS|VPC_LATTICE)(,(EC2|ELB|EBS|VPC_LATTICE))*");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Auto Scaling Group")
        .listedBy(
            "autoscaling describe-auto-scaling-groups",
            "AutoScalingGroups",
            "AutoScalingGroupName=name")
        .replacedBy("initialLifecycleHooks", "name", "namePrefix")
        .filledByAws(
            """
            availabilityZoneDistribution availabilityZones capacityReservationSpecification
            defaultCooldown desiredCapacity healthCheckType launchTemplate.id launchTemplate.name
            launchTemplate.version loadBalancers serviceLinkedRoleArn targetGroupArns
            trafficSources vpcZoneIdentifiers
            """)
        .unordered(
            """
            availabilityZones enabledMetrics initialLifecycleHooks instanceRefresh.triggers
            loadBalancers suspendedProcesses tags targetGroupArns trafficSources
            vpcZoneIdentifiers
            """)
        .autoNamed()
        .uniqueAs("AlreadyExists", "AutoScalingGroup by this name already exists: %s")
        .unread(
            """
            forceDelete forceDeleteWarmPool ignoreFailedScalingActivities minElbCapacity
            waitForCapacityTimeout waitForElbCapacity
            """)
        .atMost(500, "LimitExceeded", "The maximum number of Auto Scaling groups has been reached")
        .deletedIn(Duration.ofMinutes(3));
  }

  /** Only a group with instances takes time. */
  @Override
  public Optional<Work> creation(Fields made) {
    return made.number("desiredCapacity").orElse(0) > 0
        ? Optional.of(new Work("launching", Duration.ofMinutes(1)))
        : Optional.empty();
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
        .betweenOr(0, "maxInstanceLifetime", 86_400, 31_536_000, "seconds")
        .matches(
            "healthCheckType",
            HEALTH_CHECKS,
            "be EC2, ELB, EBS or VPC_LATTICE, or several of them separated by commas")
        .oneOf("metricsGranularity", "1Minute")
        .ids("vpcZoneIdentifiers", Network.SUBNET_ID, "subnet-0a1b2c3d4e5f60718")
        .exactlyOne("launchTemplate", "launchConfiguration", "mixedInstancesPolicy")
        .exactlyOne("vpcZoneIdentifiers", "availabilityZones")
        .within("launchTemplate", template -> template.exactlyOne("id", "name"))
        .within(
            "instanceRefresh",
            refresh ->
                refresh
                    .oneOf("strategy", "Rolling")
                    .within("preferences", AutoScalingGroup::fillPreferences));
    inputs
        .ordered("minSize", "maxSize")
        .ordered("minSize", "desiredCapacity")
        .ordered("desiredCapacity", "maxSize");
  }

  private static void fillPreferences(Inputs preferences) {
    preferences
        .fill("maxHealthyPercentage", 100)
        .fill("minHealthyPercentage", 90)
        .fill("scaleInProtectedInstances", "Ignore")
        .fill("skipMatching", false)
        .fill("standbyInstances", "Ignore");
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Network.vpcOf(Network.subnets(account, inputs.texts("vpcZoneIdentifiers")), "ValidationError");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var zones = Network.zonesOf(Network.subnets(account, properties.texts("vpcZoneIdentifiers")));
    return properties
        .withDefault("availabilityZones", List.copyOf(zones))
        .withDefault(
            "availabilityZoneDistribution",
            Fields.of(Map.of("capacityDistributionStrategy", Value.of("balanced-best-effort"))))
        .withDefault("defaultCooldown", 300)
        .withDefault("desiredCapacity", properties.number("minSize").orElse(0))
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
    var arn =
        account.arn(
            "autoscaling",
            "autoScalingGroup:%s:autoScalingGroupName/%s"
                .formatted(Ids.uuid(account, "group"), name));
    return made(account, name, launching(account, properties).with("arn", arn));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    return Made.in(account, before.with(launching(account, properties)));
  }

  /** The properties with the launch template's details. The template must be ready to launch. */
  private static Fields launching(Account account, Fields properties) {
    if (!properties.has("launchTemplate")) {
      return properties;
    }
    var named = properties.fields("launchTemplate");
    var template =
        named
            .text("id")
            .flatMap(id -> account.find(LaunchTemplate.TYPE, id))
            .or(
                () ->
                    named
                        .text("name")
                        .flatMap(name -> account.findBy(LaunchTemplate.TYPE, "name", name)))
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
    requireLaunchable(account, properties, template);
    return properties.with(
        "launchTemplate",
        named
            .with("id", template.id())
            .with("name", template.text("name").orElse(""))
            .with("version", version));
  }

  private static void requireLaunchable(Account account, Fields properties, Entity template) {
    for (var needed : List.of("imageId", "instanceType")) {
      if (!template.properties().has(needed)) {
        throw new AwsFault(
            "ValidationError",
            "You must use a valid fully-formed launch template. The request must contain the parameter %s"
                .formatted(needed));
      }
    }
    Network.requireSecurityGroups(
        account,
        template.properties().texts("vpcSecurityGroupIds"),
        Network.vpcOf(
            Network.subnets(account, properties.texts("vpcZoneIdentifiers")), "ValidationError"),
        "ValidationError");
    LaunchTemplate.requireProfile(account, template);
    Roles.requireTrusted(
        account, LaunchTemplate.roleOf(account, template), "ec2.amazonaws.com", "ValidationError");
  }
}
