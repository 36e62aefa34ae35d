package io.datatier.clients;

import com.pulumi.aws.autoscaling.Group;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.inputs.GroupInstanceRefreshArgs;
import com.pulumi.aws.autoscaling.inputs.GroupInstanceRefreshPreferencesArgs;
import com.pulumi.aws.autoscaling.inputs.GroupLaunchTemplateArgs;
import com.pulumi.aws.autoscaling.inputs.GroupTagArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.component.LogGroups;
import io.datatier.component.ResourceOutput;
import io.datatier.config.InvalidValue;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Workers on EC2 that use the database through its proxy: an Auto Scaling group in the private
 * subnets whose instances have no public address, answer IMDSv2 only and run as a role that may log
 * in as one user and no more.
 *
 * <p>The environment of the database is the file {@code /etc/datatier/environment} on each worker,
 * {@code NAME=value} by line: {@code EnvironmentFile=} for systemd, {@code --env-file} for Docker,
 * or read by a shell. cloud-init writes it late while the worker starts for the first time, so a
 * service of the AMI should be started by the script of the settings, or be restarted until the
 * file is there.
 *
 * <p>With a KMS key of the account's own for the disks, the account must have had an Auto Scaling
 * group before: the key is granted to the service-linked role that comes with the first.
 */
public final class WorkerFleet extends Component {

  private final ClientRole role;
  private final SecurityGroup securityGroup;
  private final Group group;

  /** Workers without a parent. */
  public WorkerFleet(
      String name,
      WorkerFleetSettings settings,
      ProxyEndpoint endpoint,
      EncryptionKeys keys,
      LogGroups logs) {
    this(name, settings, endpoint, keys, logs, ComponentResourceOptions.Empty);
  }

  /**
   * The workers that {@code settings} ask for, connected through {@code endpoint}.
   *
   * @param name also that of the Auto Scaling group, the launch template, the role, the security
   *     group and each worker, whatever {@code settings} call the fleet
   * @param keys their disks are encrypted with the one for storage
   * @throws InvalidValue if one of them cannot have that name, or the workers name a user that the
   *     proxy does not know, or want a read-only endpoint that it does not have
   */
  public WorkerFleet(
      String name,
      WorkerFleetSettings settings,
      ProxyEndpoint endpoint,
      EncryptionKeys keys,
      LogGroups logs,
      ComponentResourceOptions options) {
    super("datatier:clients:WorkerFleet", name, options);
    var fleetName = new FleetName(name).value();
    // EC2 API, CreateLaunchTemplate, LaunchTemplateName.
    if (fleetName.length() < 3) {
      throw new InvalidValue(fleetName, "have 3 characters or more, as a launch template must");
    }
    var login = settings.login().through(endpoint);
    var logGroup = createLogGroup(fleetName, settings, logs);
    this.securityGroup =
        login
            .endpoint()
            .network()
            .createSecurityGroup(
                child("group"), fleetName, "Workers that use the database", childOptions());
    this.role =
        ClientRole.assumedBy(
            "ec2.amazonaws.com",
            RoleArgs.builder().name(fleetName).description("Role of the workers " + fleetName),
            policies(settings, login, logGroup),
            fleetName,
            childOptions());
    var prerequisites = new ArrayList<>(permitPaths(login.endpoint()));
    prerequisites.addAll(role.policies());
    keys.storage()
        .ifPresent(
            key -> prerequisites.add(VolumeKeyGrant.of(key, child("disk-key"), childOptions())));
    var template =
        new WorkerTemplate(
                fleetName,
                settings,
                createProfile(fleetName),
                securityGroup.id(),
                environment(login, logGroup),
                keys.storage())
            .create(child("template"), childOptions());
    this.group = createGroup(fleetName, settings.size(), login, template, prerequisites);
    registerOutputs(Map.of("autoScalingGroupName", autoScalingGroupName()));
  }

  /** The Auto Scaling group's name, for scaling policies. */
  public Output<String> autoScalingGroupName() {
    return ResourceOutput.of(group, group.name());
  }

  /** The name of the role that the workers run as, for whatever else they may do. */
  public Output<String> roleName() {
    return role.role().name();
  }

  /** The workers' security group. */
  public Output<String> securityGroupId() {
    return securityGroup.id();
  }

  private Optional<LogGroup> createLogGroup(
      String name, WorkerFleetSettings settings, LogGroups logs) {
    return settings.logGroup()
        ? Optional.of(logs.create(child("log"), "/datatier/workers/" + name, childOptions()))
        : Optional.empty();
  }

  private Output<String> createProfile(String name) {
    var profile =
        new InstanceProfile(
            child("profile"),
            InstanceProfileArgs.builder().name(name).role(roleName()).build(),
            childOptions());
    return ResourceOutput.of(profile, profile.arn());
  }

  private static Map<String, Output<String>> policies(
      WorkerFleetSettings settings, ProxyLogin login, Optional<LogGroup> logGroup) {
    var policies = new HashMap<String, Output<String>>();
    policies.put(login.grantName(), login.grant());
    logGroup.ifPresent(
        log ->
            policies.put(
                "write-log", ResourceOutput.of(log, log.arn()).applyValue(WorkerPolicy::writeLog)));
    if (settings.sessionManager()) {
      policies.put("hold-sessions", Output.of(WorkerPolicy.holdSessions()));
    }
    return policies;
  }

  private static Output<Map<String, String>> environment(
      ProxyLogin login, Optional<LogGroup> logGroup) {
    var database = DatabaseEnvironment.of(login).variables();
    return logGroup
        .map(log -> Output.tuple(database, log.name()).applyValue(both -> with(both.t1, both.t2)))
        .orElse(database);
  }

  private static Map<String, String> with(Map<String, String> database, String logGroup) {
    var variables = new HashMap<>(database);
    variables.put("LOG_GROUP", logGroup);
    return Map.copyOf(variables);
  }

  private List<Resource> permitPaths(ProxyEndpoint endpoint) {
    var own = securityGroup.id();
    var toProxy = endpoint.permit(child("proxy"), own, "Workers to proxy", childOptions());
    var toAws = endpoint.network().permitAwsCalls(child("aws"), own, childOptions());
    var further = endpoint.network().permitDestinations(child("to"), own, childOptions());
    return Stream.of(toProxy, toAws, further).flatMap(List::stream).toList();
  }

  private Group createGroup(
      String name,
      FleetSize size,
      ProxyLogin login,
      LaunchTemplate template,
      List<Resource> prerequisites) {
    return new Group(
        child("workers"),
        GroupArgs.builder()
            .name(name)
            .minSize(size.least())
            .desiredCapacity(size.first())
            .maxSize(size.most())
            .vpcZoneIdentifiers(login.endpoint().network().privateSubnetIds())
            .healthCheckType("EC2")
            .launchTemplate(
                GroupLaunchTemplateArgs.builder()
                    .id(template.id())
                    // Not $Latest: a group whose version does not change is not refreshed.
                    .version(
                        ResourceOutput.of(template, template.latestVersion())
                            .applyValue(String::valueOf))
                    .build())
            .instanceRefresh(rolling())
            .tags(GroupTagArgs.builder().key("Name").value(name).propagateAtLaunch(true).build())
            .build(),
        CustomResourceOptions.builder()
            .parent(this)
            // A worker's first connection and its first call as the role must succeed.
            .dependsOn(prerequisites)
            // How many there are right now is up to scaling policies.
            .ignoreChanges("desiredCapacity")
            .build());
  }

  private static GroupInstanceRefreshArgs rolling() {
    return GroupInstanceRefreshArgs.builder()
        .strategy("Rolling")
        // A new worker runs before an old one ends: a fleet of one is never empty.
        .preferences(
            GroupInstanceRefreshPreferencesArgs.builder()
                .minHealthyPercentage(100)
                .maxHealthyPercentage(110)
                .build())
        .build();
  }
}
