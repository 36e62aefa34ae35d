package io.datatier.proof.doctor;

import io.datatier.proof.doctor.DeployedStack.Fleet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        OptionalInt.of(found.timeout()));
  }

  private static Map<String, String> variables(@Nullable EnvironmentResponse environment) {
    if (environment == null) {
      return Map.of();
    }
    if (environment.error() != null) {
      // Lambda answers all the same (Lambda API, EnvironmentError).
      throw Refusal.denied("kms:Decrypt");
    }
    return environment.variables();
  }

  /** Workers start with the newest version: the group is refreshed whenever there is one. */
  Client workers(Fleet fleet) {
    var data =
        aws
            .ec2()
            .describeLaunchTemplateVersions(
                request -> request.launchTemplateId(fleet.template()).versions("$Latest"))
            .launchTemplateVersions()
            .stream()
            .findFirst()
            .map(version -> version.launchTemplateData())
            .orElseThrow(() -> Refusal.gone("there is no launch template " + fleet.template()));
    return new Client(
        new Ports.Side(fleet.name(), groups(data), fleet.subnets()),
        VARIABLE
            .matcher(DeployedStack.text(data.userData()))
            .results()
            .collect(
                Collectors.toMap(
                    line -> line.group(1), line -> line.group(2), (first, second) -> first)),
        OptionalInt.empty());
  }

  private static List<String> groups(ResponseLaunchTemplateData data) {
    return Stream.concat(
            data.securityGroupIds().stream(),
            data.networkInterfaces().stream().flatMap(card -> card.groups().stream()))
        .toList();
  }
}
