package io.datatier.clients;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.lambda.EventSourceMapping;
import com.pulumi.aws.lambda.EventSourceMappingArgs;
import com.pulumi.aws.lambda.FunctionUrl;
import com.pulumi.aws.lambda.FunctionUrlArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingScalingConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import io.datatier.component.ResourceOutput;
import java.util.Optional;

/**
 * Lets queues, schedules and a URL call one function, or its alias where it has one.
 *
 * @param logicalName what the logical names begin with
 * @param name the function's name in AWS
 * @param function what they call
 */
record FunctionCalls(
    String logicalName, String name, CalledFunction function, CustomResourceOptions options) {

  /**
   * What is called.
   *
   * @param target the ARN of the function or its alias
   * @param qualifier the alias
   */
  record CalledFunction(
      Output<String> name, Output<String> target, Optional<Output<String>> qualifier) {}

  /** Lets {@code queue} call it. */
  void by(QueueSource queue) {
    var mapping =
        EventSourceMappingArgs.builder()
            .functionName(function.target())
            .eventSourceArn(queue.queue().value())
            .batchSize(queue.batchSize())
            .maximumBatchingWindowInSeconds(Math.toIntExact(queue.batchingWindow().toSeconds()));
    queue
        .maximumConcurrency()
        .ifPresent(
            most ->
                mapping.scalingConfig(
                    EventSourceMappingScalingConfigArgs.builder()
                        .maximumConcurrency(most)
                        .build()));
    if (queue.partialFailures()) {
      mapping.functionResponseTypes("ReportBatchItemFailures");
    }
    new EventSourceMapping(
        logicalName + "-queue-" + queue.queue().name(), mapping.build(), options);
  }

  /** Lets {@code schedule} call it. */
  void by(ScheduledCall schedule) {
    var logical = logicalName + "-schedule-" + schedule.name().value();
    var ruleName = name + "-" + schedule.name().value();
    var rule =
        new EventRule(
            logical,
            EventRuleArgs.builder()
                .name(ruleName)
                .description("Calls the function " + name)
                .scheduleExpression(schedule.expression().value())
                .build(),
            options);
    var permission =
        PermissionArgs.builder()
            .statementId(ruleName)
            .action("lambda:InvokeFunction")
            .function(function.name())
            .principal("events.amazonaws.com")
            .sourceArn(ResourceOutput.of(rule, rule.arn()));
    function.qualifier().ifPresent(permission::qualifier);
    new Permission(logical + "-permission", permission.build(), options);
    var target =
        EventTargetArgs.builder().rule(rule.name()).targetId("function").arn(function.target());
    schedule.input().ifPresent(input -> target.input(input.json()));
    new EventTarget(logical + "-target", target.build(), options);
  }

  /** Gives it a URL for callers who sign with IAM. */
  Output<String> url() {
    var args = FunctionUrlArgs.builder().functionName(function.name()).authorizationType("AWS_IAM");
    function.qualifier().ifPresent(args::qualifier);
    var url = new FunctionUrl(logicalName + "-url", args.build(), options);
    return ResourceOutput.of(url, url.functionUrl());
  }
}
