package io.datatier.encryption;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/**
 * The policy of a key that CloudWatch Logs uses for the log groups of its account and region
 * (CloudWatch Logs guide, "Encrypt log data using AWS KMS").
 */
final class LogsKeyPolicy {

  private static final List<String> USES =
      List.of(
          "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*");

  private LogsKeyPolicy() {}

  /** The policy as JSON. {@code keyArn} is arn:partition:kms:region:account:key/id. */
  static String forKey(String keyArn) {
    var parts = keyArn.split(":", 6);
    var partition = parts[1];
    var region = parts[3];
    var account = parts[4];
    return IamPolicy.builder()
        // Without this statement no one could change or delete the key again; with it the
        // account's IAM policies decide, as under KMS's default policy.
        .addStatement(
            owner ->
                owner
                    .sid("AccountDecides")
                    .effect(IamEffect.ALLOW)
                    .addPrincipal(
                        IamPrincipal.create(
                            IamPrincipalType.AWS,
                            "arn:%s:iam::%s:root".formatted(partition, account)))
                    .addAction("kms:*")
                    .addResource("*"))
        .addStatement(
            logs ->
                logs.sid("CloudWatchLogs")
                    .effect(IamEffect.ALLOW)
                    .addPrincipal(
                        IamPrincipal.create(
                            IamPrincipalType.SERVICE, "logs." + region + ".amazonaws.com"))
                    .actionIds(USES)
                    .addResource("*")
                    .addCondition(
                        IamConditionOperator.ARN_LIKE,
                        "kms:EncryptionContext:aws:logs:arn",
                        "arn:%s:logs:%s:%s:log-group:*".formatted(partition, region, account)))
        .build()
        .toJson();
  }
}
