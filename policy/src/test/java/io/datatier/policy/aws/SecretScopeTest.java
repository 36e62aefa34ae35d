package io.datatier.policy.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretScopeTest {

  @ParameterizedTest
  @CsvSource({
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-a1B2c3, ONE",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-??????, ONE",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-*, ONE",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:campaign/app-??????, ONE",
    "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:app-*, ONE",
    "arn:*:secretsmanager:*:*:secret:app-??????, ONE",
    "arn:aws:secretsmanager:*:secret:app-??????, ONE",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-0b1c2d3e-4f5a-*, ONE",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:${aws:username}, ONE",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:campaign/*, SOME",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod*, SOME",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-*-b*, SOME",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app-?????, SOME",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:${aws:PrincipalTag/team}/*, SOME",
    "*, EVERY",
    "**, EVERY",
    "arn:*, EVERY",
    "arn:aws:*, EVERY",
    "arn:aws:secretsmanager:*, EVERY",
    "arn:aws:secretsmanager:*:*:*, EVERY",
    "arn:aws:secretsmanager:*:*:*:*, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:*, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:*, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret*, EVERY",
    "arn:aws:s*:*, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:?*, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:*-??????, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:*password*, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!*, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-*, EVERY",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!cluster-??????, EVERY",
    "arn:aws:s3:::campaign/*, NONE",
    "arn:aws:s3:::*, NONE",
    "arn:aws:ssm:eu-central-1:123456789012:parameter/*, NONE",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:, NONE",
    "secret:*, NONE",
    "'', NONE"
  })
  void tells_how_many_secrets_a_resource_stands_for(String resource, SecretScope scope) {
    assertEquals(scope, SecretScope.of(resource));
  }

  @Test
  void takes_no_longer_for_what_is_hard_to_match() {
    var hard = "*a".repeat(20_000) + "*";
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> SecretScope.of(hard));
  }
}
