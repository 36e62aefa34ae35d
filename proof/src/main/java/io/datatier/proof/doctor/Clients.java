package io.datatier.proof.doctor;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;

/** Functions and workers as AWS has them, which may differ from the state. */
record Clients(Aws aws) {

  /** A line of the file of variables that the user data of a worker writes. */
  private static final Pattern VARIABLE = Pattern.compile("(?m)^([A-Z_]+)=(.*)$");

  Client function(String name) {
    var found = aws.lambda().getFunctionConfiguration(request -> request.functionName(name));
    var vpc = found.vpcConfig();
    return new Client(
        vpc == null
            ? Ports.Side.nowhere(name)
            : new Ports.Side(name, vpc.securityGroupIds(), vpc.subnetIds()),
        variables(found.environment()),
        0,
        OptionalInt.of(found.timeout()));
  }

  private static Map<String, String> variables(@Nullable EnvironmentResponse environment) {
    if (environment == null) {
      return Map.of();
    }
    if (environment.error() != null) {
      // Lambda answers anyway (Lambda API, EnvironmentError).
      throw Refusal.denied("kms:Decrypt");
    }
    return environment.variables();
  }

  /** Workers as their group starts them, in its subnets. */
  Client workers(String name) {
    var group =
        aws
            .groups()
            .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
            .autoScalingGroups()
            .stream()
            .findFirst()
            .orElseThrow(() -> Refusal.gone("the Auto Scaling group does not exist"));
    var started =
        started(group)
            .orElseThrow(() -> Refusal.gone("the Auto Scaling group has no launch template"));
    var version = version(started);
    var data = version.launchTemplateData();
    return new Client(
        new Ports.Side(
            name,
            groups(data),
            Stream.of(Objects.requireNonNullElse(group.vpcZoneIdentifier(), "").split(","))
                .filter(subnet -> !subnet.isEmpty())
                .toList()),
        VARIABLE
            .matcher(StateReader.text(data.userData()).orElse(""))
            .results()
            .collect(
                Collectors.toMap(
                    line -> line.group(1), line -> line.group(2), (first, second) -> first)),
        group.instances().stream()
            .map(Instance::launchTemplate)
            .filter(of -> of != null && !version.versionNumber().toString().equals(of.version()))
            .count(),
        OptionalInt.empty());
  }

  private static Optional<LaunchTemplateSpecification> started(AutoScalingGroup group) {
    return Optional.ofNullable(group.launchTemplate())
        .or(
            () ->
                Optional.ofNullable(group.mixedInstancesPolicy())
                    .map(mixed -> mixed.launchTemplate())
                    .map(template -> template.launchTemplateSpecification()));
  }

  private LaunchTemplateVersion version(LaunchTemplateSpecification started) {
    var id = started.launchTemplateId();
    return aws
        .ec2()
        .describeLaunchTemplateVersions(
            request ->
                request
                    .launchTemplateId(id)
                    .versions(Objects.requireNonNullElse(started.version(), "$Default")))
        .launchTemplateVersions()
        .stream()
        .findFirst()
        .orElseThrow(() -> Refusal.gone("there is no launch template " + id));
  }

  private static List<String> groups(ResponseLaunchTemplateData data) {
    return Stream.concat(
            data.securityGroupIds().stream(),
            data.networkInterfaces().stream().flatMap(card -> card.groups().stream()))
        .toList();
  }
}
