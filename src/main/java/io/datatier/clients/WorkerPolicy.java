package io.datatier.clients;

import io.datatier.aws.AllowPolicy;
import java.util.List;

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
    return AllowPolicy.of("HoldSessions", SESSION_CALLS, List.of("*"));
  }

  /** The policy as JSON: write to one log group. */
  static String writeLog(String logGroupArn) {
    return AllowPolicy.of(
        "WriteOwnLog",
        List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
        List.of(logGroupArn + ":*"));
  }
}
