package io.datatier.database;

import com.pulumi.core.Output;
import io.datatier.encryption.KeyArn;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * A secret in Secrets Manager that holds the {@code username} and {@code password} of one database
 * user. The values never pass through the program or its state, only where they are.
 *
 * @param arn the secret
 * @param keyArn the KMS key that encrypts it; none for AWS's own key for Secrets Manager, with
 *     which everybody decrypts who may read the secret (Secrets Manager guide, "Secret encryption")
 */
public record DatabaseSecret(Output<String> arn, Optional<Output<String>> keyArn) {

  /** A secret that exists. */
  public static DatabaseSecret existing(SecretArn arn, Optional<KeyArn> key) {
    return new DatabaseSecret(
        Output.of(arn.value()), key.map(existing -> Output.of(existing.value())));
  }

  /** The IAM policy, as JSON, that reads this secret and no other. */
  public Output<String> readPolicy() {
    return readPolicy(List.of(this));
  }

  /**
   * The IAM policy, as JSON, that reads {@code secrets} and no others, and decrypts with their keys
   * only on behalf of Secrets Manager in the secrets' region.
   */
  public static Output<String> readPolicy(List<DatabaseSecret> secrets) {
    return policy(secrets, new Access("Read", "GetSecretValue", "Decrypt", "Decrypt"));
  }

  /**
   * The IAM policy, as JSON, that gives {@code secrets} and no others a new value. Secrets Manager
   * makes a data key for it, and must also be let decrypt, which {@link #readPolicy} lets it
   * (Secrets Manager guide, "Permissions for the KMS key").
   */
  public static Output<String> writePolicy(List<DatabaseSecret> secrets) {
    return policy(secrets, new Access("Write", "PutSecretValue", "Encrypt", "GenerateDataKey"));
  }

  private record Access(String sid, String action, String keySid, String keyAction) {}

  private static Output<String> policy(List<DatabaseSecret> secrets, Access access) {
    var arns = Output.all(secrets.stream().map(DatabaseSecret::arn).toList());
    var keys = Output.all(secrets.stream().flatMap(secret -> secret.keyArn().stream()).toList());
    return Output.tuple(arns, keys).applyValue(known -> policy(known.t1, known.t2, access));
  }

  private static String policy(List<String> arns, List<String> keyArns, Access access) {
    var policy =
        IamPolicy.builder()
            .addStatement(
                secret ->
                    secret
                        .sid(access.sid() + "Secret")
                        .effect(IamEffect.ALLOW)
                        .addAction("secretsmanager:" + access.action())
                        .resourceIds(arns));
    if (!keyArns.isEmpty()) {
      policy.addStatement(
          key ->
              key.sid(access.keySid() + "Secret")
                  .effect(IamEffect.ALLOW)
                  .addAction("kms:" + access.keyAction())
                  .resourceIds(keyArns.stream().distinct().toList())
                  .addCondition(
                      IamConditionOperator.STRING_EQUALS,
                      "kms:ViaService",
                      secretsManagerHost(arns.get(0))));
    }
    return policy.build().toJson();
  }

  // arn:<partition>:secretsmanager:<region>:…; the service's host carries ".cn" in China.
  private static String secretsManagerHost(String secretArn) {
    var parts = secretArn.split(":", 5);
    var suffix = parts[1].equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    return "secretsmanager." + parts[3] + "." + suffix;
  }
}
