package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.UserAuthConfigInfo;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

final class RoleCheckTest {

  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "aws, eu-central-1, secretsmanager.eu-central-1.amazonaws.com",
    "aws-us-gov, us-gov-west-1, secretsmanager.us-gov-west-1.amazonaws.com",
    "aws-cn, cn-north-1, secretsmanager.cn-north-1.amazonaws.com.cn",
  })
  void asks_for_the_service_by_which_the_role_decrypts(
      String partition, String region, String service) {
    var start = "arn:" + partition;
    var secret = "%s:secretsmanager:%s:123456789012:secret:reports-a1b2c3".formatted(start, region);
    var key = "%s:kms:%s:123456789012:key/1".formatted(start, region);
    var arn = "%s:rds:%s:123456789012:db-proxy:prx-1".formatted(start, region);
    var proxy =
        DBProxy.builder()
            .dbProxyName("shop-proxy")
            .dbProxyArn(arn)
            .roleArn(start + ":iam::123456789012:role/reader")
            .auth(UserAuthConfigInfo.builder().secretArn(secret).build())
            .build();

    var found =
        new RoleCheck(iam(), new Secrets(secrets(key)))
            .questions(OneProxy.tier(proxy, List.of()))
            .flatMap(question -> question.ask().stream())
            .map(Finding::what)
            .toList();

    assertEquals(
        List.of(
            "role reader has secretsmanager:GetSecretValue on secret reports",
            "role reader has kms:Decrypt on the key of secret reports"),
        found);
    assertEquals(
        List.of(
            "secretsmanager:GetSecretValue on " + secret + " by " + service,
            "kms:Decrypt on " + key + " by " + service),
        asked);
  }

  private IamClient iam() {
    return new IamClient() {
      @Override
      public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(
          SimulatePrincipalPolicyRequest request) {
        asked.add(
            "%s on %s by %s"
                .formatted(
                    request.actionNames().get(0),
                    request.resourceArns().get(0),
                    request.contextEntries().get(0).contextKeyValues().get(0)));
        return SimulatePrincipalPolicyResponse.builder()
            .evaluationResults(
                EvaluationResult.builder()
                    .evalDecision(PolicyEvaluationDecisionType.ALLOWED)
                    .build())
            .build();
      }

      @Override
      public String serviceName() {
        return "iam";
      }

      @Override
      public void close() {}
    };
  }

  private static SecretsManagerClient secrets(String key) {
    return new SecretsManagerClient() {
      @Override
      public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
        return DescribeSecretResponse.builder().kmsKeyId(key).build();
      }

      @Override
      public String serviceName() {
        return "secretsmanager";
      }

      @Override
      public void close() {}
    };
  }
}
