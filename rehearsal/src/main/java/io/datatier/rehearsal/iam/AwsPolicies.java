package io.datatier.rehearsal.iam;

import java.util.Map;
import java.util.Optional;

/**
 * What some policies that AWS keeps allow, on everything (AWS managed policy reference guide); of
 * each no more than the rehearsal asks for.
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

  /** What a policy allows; empty when it is not known. */
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
