package io.datatier.clients;

import com.pulumi.core.Output;
import io.datatier.aws.AllowPolicy;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** The permissions that every function's role needs. */
public final class FunctionPolicy {

  // Lambda guide, "Giving Lambda functions access to resources in an Amazon VPC": the calls that
  // Lambda makes as the role. EC2 lets none of them be narrowed to a resource that exists already.
  private static final List<String> NETWORK_INTERFACE_CALLS =
      List.of(
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses");

  private FunctionPolicy() {}

  /**
   * The policy as JSON: write to the function's own log group, and let Lambda, but not the
   * function's code, attach network interfaces (same guide, "Security best practices").
   */
  public static Output<String> runInVpc(String functionName, Output<String> logGroupArn) {
    return logGroupArn.applyValue(arn -> runInVpc(functionName, arn));
  }

  private static String runInVpc(String functionName, String logGroupArn) {
    return IamPolicy.builder()
        .addStatement(
            logs ->
                logs.sid("WriteOwnLog")
                    .effect(IamEffect.ALLOW)
                    .addAction("logs:CreateLogStream")
                    .addAction("logs:PutLogEvents")
                    .addResource(logGroupArn + ":*"))
        .addStatement(
            attach ->
                attach
                    .sid("AttachToVpc")
                    .effect(IamEffect.ALLOW)
                    .actionIds(NETWORK_INTERFACE_CALLS)
                    .addResource("*"))
        .addStatement(
            keep ->
                keep.sid("KeepCodeFromNetworkInterfaces")
                    .effect(IamEffect.DENY)
                    .actionIds(NETWORK_INTERFACE_CALLS)
                    .addResource("*")
                    .addCondition(
                        IamConditionOperator.ARN_LIKE,
                        "lambda:SourceFunctionArn",
                        "arn:*:lambda:*:*:function:" + functionName))
        .build()
        .toJson();
  }

  /** The policy as JSON: send segments to X-Ray, which has no resources to restrict this to. */
  static String trace() {
    return AllowPolicy.of(
        "TraceInvocations",
        List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
        List.of("*"));
  }

  /** The policy as JSON: receive messages from queues. */
  static String receiveFrom(List<QueueSource> queues) {
    return AllowPolicy.of(
        "ReceiveMessages",
        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        queues.stream().map(it -> it.queue().value()).toList());
  }

  /** The policy as JSON: one statement for each permission. */
  static String permit(List<Permission> permissions) {
    var policy = IamPolicy.builder();
    permissions.forEach(
        permission ->
            policy.addStatement(
                statement ->
                    statement
                        .effect(IamEffect.ALLOW)
                        .actionIds(permission.actions().stream().map(AllowedAction::value).toList())
                        .resourceIds(
                            permission.resources().stream().map(AllowedResource::value).toList())));
    return policy.build().toJson();
  }

  /** The policy as JSON: send to one queue or topic. */
  static String sendTo(DeadLetterTarget target) {
    return AllowPolicy.of("SendDeadLetters", List.of(target.sendAction()), List.of(target.arn()));
  }
}
