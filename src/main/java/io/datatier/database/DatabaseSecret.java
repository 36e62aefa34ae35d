package io.datatier.database;

import com.pulumi.core.Output;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * A secret in Secrets Manager that holds the {@code username} and {@code password} of one database
 * user. The values never pass through the program or its state, only where they are.
 *
 * @param arn the secret
 * @param keyArn the KMS key that encrypts it
 */
public record DatabaseSecret(Output<String> arn, Output<String> keyArn) {

  /**
   * The IAM policy, as JSON, that reads this secret and no other, and decrypts with its key only on
   * behalf of Secrets Manager in the secret's region.
   */
  public Output<String> readPolicy() {
    return Output.tuple(arn, keyArn).applyValue(known -> readPolicy(known.t1, known.t2));
  }

  private static String readPolicy(String secretArn, String keyArn) {
    return IamPolicy.builder()
        .addStatement(
            read ->
                read.sid("ReadSecret")
                    .effect(IamEffect.ALLOW)
                    .addAction("secretsmanager:GetSecretValue")
                    .addResource(secretArn))
        .addStatement(
            decrypt ->
                decrypt
                    .sid("DecryptSecret")
                    .effect(IamEffect.ALLOW)
                    .addAction("kms:Decrypt")
                    .addResource(keyArn)
                    .addCondition(
                        IamConditionOperator.STRING_EQUALS,
                        "kms:ViaService",
                        secretsManagerHost(secretArn)))
        .build()
        .toJson();
  }

  // arn:<partition>:secretsmanager:<region>:…; the service's host carries ".cn" in China.
  private static String secretsManagerHost(String secretArn) {
    var parts = secretArn.split(":", 5);
    var suffix = parts[1].equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    return "secretsmanager." + parts[3] + "." + suffix;
  }
}
