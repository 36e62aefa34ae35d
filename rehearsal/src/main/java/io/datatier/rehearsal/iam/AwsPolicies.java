package io.datatier.rehearsal.iam;

import java.util.Map;
import java.util.Optional;

/**
 * The actions that some AWS managed policies allow on all resources (AWS managed policy reference
 * guide), limited to what the rehearsal checks.
 */
final class AwsPolicies {

  private static final String PREFIX = "arn:aws:iam::aws:policy/";

  private static final Map<String, String> ACTIONS =
      Map.of(
          "AWSXRayDaemonWriteAccess", "\"xray:PutTraceSegments\"",
          "AmazonSSMManagedInstanceCore", "\"ssm:UpdateInstanceInformation\"",
          "CloudWatchAgentServerPolicy", "\"cloudwatch:PutMetricData\",\"logs:PutLogEvents\"",
          "service-role/AWSLambdaBasicExecutionRole", "\"logs:PutLogEvents\"",
          "service-role/AWSLambdaSQSQueueExecutionRole",
              "\"logs:PutLogEvents\",\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\"",
          "service-role/AWSLambdaVPCAccessExecutionRole",
              "\"logs:PutLogEvents\",\"ec2:CreateNetworkInterface\"",
          "service-role/AmazonRDSEnhancedMonitoringRole", "\"logs:PutLogEvents\"");

  private AwsPolicies() {}

  /** The policy's document; empty if unknown. */
  static Optional<PolicyDocument> of(String arn) {
    return Optional.of(arn)
        .filter(each -> each.startsWith(PREFIX))
        .map(each -> ACTIONS.get(each.substring(PREFIX.length())))
        .map(
            actions ->
                PolicyDocument.of(
                    "{\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":["
                        + actions
                        + "]}}"));
  }
}
