package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseStorageEncryptedTest {

  private static final String INSTANCE = "aws:rds/instance:Instance";
  private static final String CLUSTER = "aws:rds/cluster:Cluster";

  private static final RuleTester database =
      RuleTester.of(DatabaseStorageEncrypted.RULE)
          .resource(INSTANCE, "campaign", Map.of("storageEncrypted", true));

  @ParameterizedTest
  @ValueSource(strings = {INSTANCE, CLUSTER})
  void passes_encrypted_storage(String type) {
    database.as(type).expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(strings = {INSTANCE, CLUSTER})
  void reports_storage_that_is_not(String type) {
    database
        .as(type)
        .with("storageEncrypted", false)
        .expectViolations("campaign: storageEncrypted is false");
    database
        .as(type)
        .without("storageEncrypted")
        .expectViolations("campaign: storageEncrypted is not set, which RDS treats as false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicateSourceDb",
        "replicationSourceIdentifier",
        "snapshotIdentifier",
        "restoreToPointInTime"
      })
  void leaves_alone_what_is_made_from_another_database(String origin) {
    var copy = database.without("storageEncrypted");
    copy.with(origin, "campaign-primary").expectNotApplicable();
    copy.withUnknown(origin).expectNotApplicable();
    copy.with("storageEncrypted", false)
        .with(origin, "campaign-primary")
        .expectViolations("campaign: storageEncrypted is false");
  }

  @Test
  void knows_that_aurora_serverless_v1_is_always_encrypted() {
    var cluster = database.as(CLUSTER).without("storageEncrypted");
    cluster.with("engineMode", "serverless").expectCompliant();
    cluster
        .with("engineMode", "provisioned")
        .expectViolations("campaign: storageEncrypted is not set, which RDS treats as false");
    cluster.withUnknown("engineMode").expectUndecided("engineMode");
  }

  @Test
  void reports_a_secret_value_like_any_other() {
    database
        .withSecret("storageEncrypted", false)
        .expectViolations("campaign: storageEncrypted is false");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    database.withUnknown("storageEncrypted").expectUndecided("storageEncrypted");
  }

  @Test
  void says_nothing_of_other_resources() {
    database.as("aws:rds/clusterInstance:ClusterInstance").expectNotApplicable();
  }
}
