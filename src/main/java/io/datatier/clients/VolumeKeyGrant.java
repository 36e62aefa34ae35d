package io.datatier.clients;

import com.pulumi.aws.kms.Grant;
import com.pulumi.aws.kms.GrantArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;

/**
 * What Auto Scaling must be granted to start instances whose disks are encrypted with a key of the
 * account's own. Without it instances end as soon as they start, and only the group's activity log
 * says why (EC2 Auto Scaling guide, "Required AWS KMS key policy for use with encrypted volumes").
 */
final class VolumeKeyGrant {

  private static final String AUTO_SCALING =
      "arn:%s:iam::%s:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  private static final List<String> OPERATIONS =
      List.of(
          "CreateGrant",
          "Decrypt",
          "DescribeKey",
          "Encrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "ReEncryptFrom",
          "ReEncryptTo");

  private VolumeKeyGrant() {}

  static Grant of(Output<String> keyArn, String logicalName, CustomResourceOptions options) {
    return new Grant(
        logicalName,
        GrantArgs.builder()
            .keyId(keyArn)
            .granteePrincipal(keyArn.applyValue(VolumeKeyGrant::autoScalingOf))
            .operations(OPERATIONS)
            .build(),
        options);
  }

  // arn:partition:kms:region:account:key/id
  private static String autoScalingOf(String keyArn) {
    var parts = keyArn.split(":", 6);
    return AUTO_SCALING.formatted(parts[1], parts[4]);
  }
}
