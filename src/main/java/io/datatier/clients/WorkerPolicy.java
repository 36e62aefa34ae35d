package io.datatier.clients;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** The optional permissions of the workers' role. */
final class WorkerPolicy {

  // Systems Manager guide, "Verify or add instance permissions for Session Manager": the calls of
  // the agent, none of which can be narrowed to a resource.
  private static final List<String> SESSION_CALLS =
      List.of(
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel");

  private WorkerPolicy() {}

  /** The policy as JSON: allow Session Manager sessions. */
  static String holdSessions() {
    return IamPolicy.builder()
        .addStatement(
            sessions ->
                sessions
                    .sid("HoldSessions")
                    .effect(IamEffect.ALLOW)
                    .actionIds(SESSION_CALLS)
                    .addResource("*"))
        .build()
        .toJson();
  }

  /** The policy as JSON: write to one log group. */
  static String writeLog(String logGroupArn) {
    return IamPolicy.builder()
        .addStatement(
            logs ->
                logs.sid("WriteOwnLog")
                    .effect(IamEffect.ALLOW)
                    .addAction("logs:CreateLogStream")
                    .addAction("logs:DescribeLogStreams")
                    .addAction("logs:PutLogEvents")
                    .addResource(logGroupArn + ":*"))
        .build()
        .toJson();
  }
}
