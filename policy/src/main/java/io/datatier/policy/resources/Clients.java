package io.datatier.policy.resources;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The types of whatever connects to databases, and the properties of each that tell it where they
 * are. Left alone is what reads a database in bulk by its nature, and seldom: Glue, DMS, SageMaker.
 */
public final class Clients {

  public static final String FUNCTION = "aws:lambda/function:Function";
  public static final String EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  public static final String SCHEDULE = "aws:scheduler/schedule:Schedule";
  public static final String PIPE = "aws:pipes/pipe:Pipe";
  public static final String STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";
  public static final String INVOCATION = "aws:lambda/invocation:Invocation";
  public static final String STAGE = "aws:apigateway/stage:Stage";
  public static final String STAGE_V2 = "aws:apigatewayv2/stage:Stage";

  public static final String LAYER = "aws:lambda/layerVersion:LayerVersion";

  public static final String INSTANCE = "aws:ec2/instance:Instance";
  public static final String LAUNCH_CONFIGURATION =
      "aws:ec2/launchConfiguration:LaunchConfiguration";
  public static final String LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
  public static final String SPOT_REQUEST = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
  public static final String SPOT_FLEET = "aws:ec2/spotFleetRequest:SpotFleetRequest";
  public static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";
  public static final String JOB = "aws:batch/jobDefinition:JobDefinition";
  public static final String APP_RUNNER = "aws:apprunner/service:Service";
  public static final String BUILD = "aws:codebuild/project:Project";
  public static final String BEANSTALK = "aws:elasticbeanstalk/environment:Environment";

  /** What a function is, and whoever hands it its input. */
  private static final Map<String, List<String>> OF_FUNCTIONS =
      Map.of(
          FUNCTION, List.of("environment", "imageConfig", "code"),
          EVENT_TARGET, List.of("input", "inputTransformer"),
          SCHEDULE, List.of("target"),
          PIPE, List.of("targetParameters", "enrichmentParameters"),
          STATE_MACHINE, List.of("definition"),
          INVOCATION, List.of("input"),
          STAGE, List.of("variables"),
          STAGE_V2, List.of("stageVariables"));

  private static final Map<String, List<String>> OF_WORKERS =
      Map.of(
          INSTANCE, List.of("userData", "userDataBase64"),
          LAUNCH_CONFIGURATION, List.of("userData", "userDataBase64"),
          LAUNCH_TEMPLATE, List.of("userData"),
          SPOT_REQUEST, List.of("userData", "userDataBase64"),
          SPOT_FLEET, List.of("launchSpecifications"),
          TASK, List.of("containerDefinitions"),
          JOB,
              List.of(
                  "containerProperties",
                  "ecsProperties",
                  "eksProperties",
                  "nodeProperties",
                  "parameters"),
          APP_RUNNER, List.of("sourceConfiguration"),
          BUILD, List.of("environment", "source", "secondarySources"),
          BEANSTALK, List.of("settings"));

  /** What the groups of a client's network interfaces are said by. */
  private static final Map<String, List<String>> GROUPS =
      Map.ofEntries(
          Map.entry(FUNCTION, List.of("vpcConfig.securityGroupIds")),
          Map.entry(EVENT_TARGET, List.of("ecsTarget.networkConfiguration.securityGroups")),
          Map.entry(SCHEDULE, List.of("target.ecsParameters.networkConfiguration.securityGroups")),
          Map.entry(INSTANCE, List.of("vpcSecurityGroupIds", "securityGroups")),
          Map.entry(SPOT_REQUEST, List.of("vpcSecurityGroupIds", "securityGroups")),
          Map.entry(SPOT_FLEET, List.of("launchSpecifications")),
          Map.entry(LAUNCH_CONFIGURATION, List.of("securityGroups")),
          Map.entry(LAUNCH_TEMPLATE, List.of("vpcSecurityGroupIds", "networkInterfaces")),
          Map.entry("aws:ecs/service:Service", List.of("networkConfiguration.securityGroups")),
          Map.entry("aws:ecs/taskSet:TaskSet", List.of("networkConfiguration.securityGroups")),
          Map.entry(
              "aws:batch/computeEnvironment:ComputeEnvironment",
              List.of("computeResources.securityGroupIds")),
          Map.entry("aws:apprunner/vpcConnector:VpcConnector", List.of("securityGroups")),
          Map.entry(BUILD, List.of("vpcConfig.securityGroupIds")));

  /** Where code and files are that a function runs with, beside its configuration. */
  private static final Map<String, List<String>> FILES = Map.of(FUNCTION, List.of("s3Key"));

  private static final Map<String, List<String>> ALL = new TreeMap<>(OF_FUNCTIONS);

  static {
    ALL.putAll(OF_WORKERS);
  }

  private Clients() {}

  /** Functions and whoever hands them their input. */
  public static Set<String> functions() {
    return OF_FUNCTIONS.keySet();
  }

  /** Machines, containers, jobs and builds. */
  public static Set<String> workers() {
    return OF_WORKERS.keySet();
  }

  /** The properties that tell resources of a type where databases are. */
  public static List<String> configurationOf(String type) {
    return ALL.getOrDefault(type, List.of());
  }

  /** The types of what wears security groups as a client. */
  public static Set<String> wearers() {
    return GROUPS.keySet();
  }

  /** The properties that name the security groups of a client. */
  public static List<String> groupsOf(String type) {
    return GROUPS.getOrDefault(type, List.of());
  }

  /** The properties that name what resources of a type are made from. */
  static List<String> filesOf(String type) {
    return FILES.getOrDefault(type, List.of());
  }
}
