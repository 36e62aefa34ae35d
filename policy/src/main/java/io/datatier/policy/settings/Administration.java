package io.datatier.policy.settings;

import io.datatier.policy.sdk.Glob;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who has a right to the database itself, by the pack's configuration and never by a program. */
public final class Administration {

  /** The functions that administer the database. */
  public static final Setting<List<String>> FUNCTIONS =
      Setting.texts(
          "administrationFunctions",
          List.of(),
          "names of functions that may connect to the database directly; * matches any text");

  /** The machines and containers that administer the database, such as a bastion. */
  public static final Setting<List<String>> WORKERS =
      Setting.texts(
          "administrationWorkers",
          List.of(),
          "names of instances, templates, task families, services, jobs, builds, state machines and"
              + " pipes, or ARNs of what events and schedules start, that may connect to the database"
              + " directly; * matches any text");

  /**
   * The functions that may be migrations. A name alone exempts no function: the deployment must
   * call the function, and nothing else may.
   */
  public static final Setting<List<String>> MIGRATIONS =
      Setting.texts(
          "migrationFunctions",
          List.of("*-migrations-*"),
          "names of functions that may connect to the database directly if the deployment invokes"
              + " them and nothing else does; * matches any text");

  private static final Pattern FUNCTION = Pattern.compile("^arn:.*:function:([^:]*).*$");

  /** Those that the provider names by a prefix, if the program does not name them. */
  private static final Set<String> PREFIXED =
      Set.of(
          "aws:ec2/launchConfiguration:LaunchConfiguration",
          "aws:ec2/launchTemplate:LaunchTemplate",
          "aws:pipes/pipe:Pipe",
          "aws:sfn/stateMachine:StateMachine");

  /** Paths that name what a client starts, which may be new. */
  private static final Set<String> OF_ANOTHER = Set.of("arn", "target.arn", "functionName");

  private Administration() {}

  /** Whether the configuration names a client, or the function that it hands its input to. */
  public static boolean names(ResourceView client, Setting<List<String>> setting) {
    var patterns = client.setting(setting);
    return !patterns.isEmpty() && names(client).anyMatch(it -> Glob.anyMatches(patterns, it));
  }

  /**
   * A verdict on a client that is named by whom it starts, left open while only the update knows
   * that.
   */
  public static Verdict unlessNamed(
      ResourceView client, Setting<List<String>> setting, Verdict verdict) {
    var unknown =
        paths(client)
            .filter(OF_ANOTHER::contains)
            .filter(path -> client.text(path).isUnknown())
            .findFirst();
    return unknown.isEmpty() || !client.stack().preview() || client.setting(setting).isEmpty()
        ? verdict
        : verdict.leftOpen(unknown.get());
  }

  /** What the provider appends to a prefix (terraform-plugin-sdk, id/id.go). */
  private static final String MADE_UP = "20200101000000000000000001";

  /** Names in AWS, which no two of a kind share, or that of a machine, which has no other. */
  private static Stream<String> paths(ResourceView client) {
    return switch (client.type()) {
      case "aws:ecs/taskDefinition:TaskDefinition" -> Stream.of("family");
      case "aws:apprunner/service:Service",
          "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion" ->
          Stream.of("serviceName");
      case "aws:apprunner/vpcConnector:VpcConnector" -> Stream.of("vpcConnectorName");
      case "aws:amplify/branch:Branch" -> Stream.of("branchName");
      case "aws:batch/computeEnvironment:ComputeEnvironment" -> Stream.of("computeEnvironmentName");
      case "aws:cloudformation/stackInstances:StackInstances",
          "aws:cloudformation/stackSetInstance:StackSetInstance" ->
          Stream.of("stackSetName");
      case "aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest" ->
          Stream.of("tags.Name");
      case "aws:cloudwatch/eventTarget:EventTarget" -> Stream.of("arn");
      case "aws:scheduler/schedule:Schedule" -> Stream.of("target.arn");
      case "aws:lambda/invocation:Invocation" -> Stream.of("functionName");
      default -> Stream.of("name");
    };
  }

  private static Stream<String> names(ResourceView client) {
    var known =
        paths(client)
            .flatMap(path -> client.text(path).known().stream())
            .map(name -> FUNCTION.matcher(name).replaceFirst("$1"));
    return PREFIXED.contains(client.type())
        ? Stream.concat(
            known, client.text("namePrefix").known().stream().map(prefix -> prefix + MADE_UP))
        : known;
  }
}
