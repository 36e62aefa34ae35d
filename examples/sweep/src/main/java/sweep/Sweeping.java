package sweep;

import com.google.gson.Gson;
import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.batch.ComputeEnvironment;
import com.pulumi.aws.batch.ComputeEnvironmentArgs;
import com.pulumi.aws.batch.JobDefinition;
import com.pulumi.aws.batch.JobDefinitionArgs;
import com.pulumi.aws.batch.JobQueue;
import com.pulumi.aws.batch.JobQueueArgs;
import com.pulumi.aws.batch.inputs.ComputeEnvironmentComputeResourcesArgs;
import com.pulumi.aws.batch.inputs.JobDefinitionRetryStrategyArgs;
import com.pulumi.aws.batch.inputs.JobDefinitionTimeoutArgs;
import com.pulumi.aws.batch.inputs.JobQueueComputeEnvironmentOrderArgs;
import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.inputs.SecurityGroupEgressArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.sfn.StateMachine;
import com.pulumi.aws.sfn.StateMachineArgs;
import com.pulumi.core.Output;
import io.datatier.runtime.JavaRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges the exports of all stacks every night: an array job of AWS Batch on Fargate in which each
 * job judges one shard, then a job that joins their results. Exports and reports are in one bucket.
 */
public final class Sweeping {

  private static final Gson GSON = new Gson();

  private final Context context;
  private final int shards;

  private Sweeping(Context context) {
    this.context = context;
    this.shards = context.config().getInteger("shards").orElse(8);
    if (shards < 2 || shards > 10_000) {
      throw new IllegalArgumentException(
          "shards is %d, but an array job of AWS Batch has 2 to 10000".formatted(shards));
    }
  }

  public static void main(String[] args) {
    JavaRuntime.prepare();
    Pulumi.run(context -> new Sweeping(context).stack());
  }

  private void stack() {
    var bucket = new BucketV2("exports", BucketV2Args.builder().build());
    new BucketPublicAccessBlock(
        "exports-private",
        BucketPublicAccessBlockArgs.builder()
            .bucket(bucket.id())
            .blockPublicAcls(true)
            .blockPublicPolicy(true)
            .ignorePublicAcls(true)
            .restrictPublicBuckets(true)
            .build());
    var logs = new LogGroup("jobs", LogGroupArgs.builder().retentionInDays(90).build());
    var queue = queue();
    var definition = definition(bucket, logs);
    schedule(machine(queue, definition));
    context.export("bucket", bucket.id());
  }

  private JobQueue queue() {
    var group =
        new SecurityGroup(
            "jobs",
            SecurityGroupArgs.builder()
                .description("Jobs of the sweep, which only call AWS")
                .vpcId(context.config().require("vpc"))
                .egress(
                    SecurityGroupEgressArgs.builder()
                        .protocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .cidrBlocks("0.0.0.0/0")
                        .build())
                .build());
    var environment =
        new ComputeEnvironment(
            "sweep",
            ComputeEnvironmentArgs.builder()
                .type("MANAGED")
                .computeResources(
                    ComputeEnvironmentComputeResourcesArgs.builder()
                        .type("FARGATE")
                        .maxVcpus(2 * shards)
                        .securityGroupIds(group.id().applyValue(List::of))
                        .subnets(subnets())
                        .build())
                .build());
    return new JobQueue(
        "sweep",
        JobQueueArgs.builder()
            .state("ENABLED")
            .priority(1)
            .computeEnvironmentOrders(
                JobQueueComputeEnvironmentOrderArgs.builder()
                    .order(1)
                    .computeEnvironment(environment.arn())
                    .build())
            .build());
  }

  private List<String> subnets() {
    return List.of(GSON.fromJson(context.config().require("subnets"), String[].class));
  }

  /** Two cores judge some thousand stacks a minute, so an hour is ample. */
  private JobDefinition definition(BucketV2 bucket, LogGroup logs) {
    var properties =
        Output.tuple(bucket.id(), execution(logs).arn(), job(bucket).arn(), logs.name())
            .applyValue(
                it ->
                    json(
                        Map.of(
                            "image", context.config().require("image"),
                            "command", List.of("judge"),
                            "executionRoleArn", it.t2,
                            "jobRoleArn", it.t3,
                            "environment",
                                List.of(variable("BUCKET", it.t1), variable("SHARDS", "" + shards)),
                            "resourceRequirements",
                                List.of(
                                    Map.of("type", "VCPU", "value", "2"),
                                    Map.of("type", "MEMORY", "value", "4096")),
                            "logConfiguration",
                                Map.of(
                                    "logDriver",
                                    "awslogs",
                                    "options",
                                    Map.of("awslogs-group", it.t4)))));
    return new JobDefinition(
        "sweep",
        JobDefinitionArgs.builder()
            .type("container")
            .platformCapabilities("FARGATE")
            .containerProperties(properties)
            .retryStrategy(JobDefinitionRetryStrategyArgs.builder().attempts(3).build())
            .timeout(JobDefinitionTimeoutArgs.builder().attemptDurationSeconds(3600).build())
            .build());
  }

  private static Map<String, String> variable(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  /** What starts a container may fetch its image and write its log. */
  private Role execution(LogGroup logs) {
    return role(
        "execution",
        "ecs-tasks.amazonaws.com",
        logs.arn()
            .applyValue(
                group ->
                    List.of(
                        allow("*", "ecr:GetAuthorizationToken"),
                        allow(
                            "arn:aws:ecr:*:*:repository/*",
                            "ecr:BatchCheckLayerAvailability",
                            "ecr:BatchGetImage",
                            "ecr:GetDownloadUrlForLayer"),
                        allow(group + ":*", "logs:CreateLogStream", "logs:PutLogEvents"))));
  }

  /** What runs in it may read exports, and write and read results. */
  private Role job(BucketV2 bucket) {
    return role(
        "job",
        "ecs-tasks.amazonaws.com",
        bucket
            .arn()
            .applyValue(
                arn ->
                    List.of(
                        allow(arn, "s3:ListBucket"),
                        allow(arn + "/exports/*", "s3:GetObject"),
                        allow(arn + "/results/*", "s3:GetObject", "s3:PutObject"),
                        allow(arn + "/report/*", "s3:PutObject"))));
  }

  /** Both jobs run to their ends; the second only if the first has. */
  private StateMachine machine(JobQueue queue, JobDefinition definition) {
    var arns = Output.tuple(queue.arn(), definition.arn());
    var steps =
        arns.applyValue(
            it ->
                json(
                    Map.of(
                        "StartAt",
                        "Judge",
                        "States",
                        Map.of(
                            "Judge",
                            step(
                                it.t1,
                                it.t2,
                                Map.of("ArrayProperties", Map.of("Size", shards)),
                                Map.of("Next", "Join")),
                            "Join",
                            step(
                                it.t1,
                                it.t2,
                                Map.of("ContainerOverrides", Map.of("Command", List.of("join"))),
                                Map.of("End", true))))));
    var role =
        role(
            "steps",
            "states.amazonaws.com",
            arns.applyValue(
                it ->
                    List.of(
                        Map.of(
                            "Effect",
                            "Allow",
                            "Action",
                            "batch:SubmitJob",
                            "Resource",
                            List.of(it.t1, it.t2)),
                        // AWS Batch has no resources for these two, and Step Functions waits by a
                        // rule of its own.
                        allow("*", "batch:DescribeJobs", "batch:TerminateJob"),
                        allow(
                            "arn:aws:events:*:*:rule/StepFunctionsGetEventsForBatchJobsRule",
                            "events:PutTargets",
                            "events:PutRule",
                            "events:DescribeRule"))));
    return new StateMachine(
        "sweep", StateMachineArgs.builder().roleArn(role.arn()).definition(steps).build());
  }

  private static Map<String, Object> step(
      String queue, String definition, Map<String, ?> more, Map<String, ?> then) {
    var parameters = new HashMap<String, Object>(more);
    parameters.put("JobName", "sweep");
    parameters.put("JobQueue", queue);
    parameters.put("JobDefinition", definition);
    var step = new HashMap<String, Object>(then);
    step.put("Type", "Task");
    step.put("Resource", "arn:aws:states:::batch:submitJob.sync");
    step.put("Parameters", parameters);
    return step;
  }

  private void schedule(StateMachine machine) {
    var nightly =
        new EventRule(
            "nightly", EventRuleArgs.builder().scheduleExpression("cron(0 2 * * ? *)").build());
    var role =
        role(
            "schedule",
            "events.amazonaws.com",
            machine.arn().applyValue(arn -> List.of(allow(arn, "states:StartExecution"))));
    new EventTarget(
        "nightly",
        EventTargetArgs.builder()
            .rule(nightly.name())
            .arn(machine.arn())
            .roleArn(role.arn())
            .build());
  }

  private static Map<String, Object> allow(String resource, String... actions) {
    return Map.of("Effect", "Allow", "Action", List.of(actions), "Resource", resource);
  }

  private static Role role(
      String name, String service, Output<List<Map<String, Object>>> statements) {
    var trust =
        Map.of(
            "Effect", "Allow", "Action", "sts:AssumeRole", "Principal", Map.of("Service", service));
    var role =
        new Role(name, RoleArgs.builder().assumeRolePolicy(document(List.of(trust))).build());
    new RolePolicy(
        name,
        RolePolicyArgs.builder()
            .role(role.id())
            .policy(statements.applyValue(Sweeping::document))
            .build());
    return role;
  }

  /** With sorted keys: a map of Java has another order in each run, which would be a change. */
  private static String json(Object value) {
    return GSON.toJson(sorted(value));
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      var sorted = new TreeMap<String, Object>();
      map.forEach((key, each) -> sorted.put(String.valueOf(key), sorted(each)));
      return sorted;
    }
    return value instanceof List<?> list ? list.stream().map(Sweeping::sorted).toList() : value;
  }

  private static String document(List<? extends Map<String, ?>> statements) {
    return json(Map.of("Version", "2012-10-17", "Statement", statements));
  }
}
