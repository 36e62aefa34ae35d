package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseNotPublicTest {

  private static final String INSTANCE = "aws:rds/instance:Instance";
  private static final String MEMBER = "aws:rds/clusterInstance:ClusterInstance";
  private static final String SHARDS = "aws:rds/shardGroup:ShardGroup";

  private static final RuleTester database =
      RuleTester.of(DatabaseNotPublic.RULE)
          .resource(INSTANCE, "campaign", Map.of("publiclyAccessible", false));

  @ParameterizedTest
  @ValueSource(strings = {INSTANCE, MEMBER, SHARDS})
  void passes_a_private_database(String type) {
    database.as(type).expectCompliant();
    database.as(type).without("publiclyAccessible").expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(strings = {INSTANCE, MEMBER, SHARDS})
  void reports_a_public_database(String type) {
    database
        .as(type)
        .with("publiclyAccessible", true)
        .expectViolations("campaign: publiclyAccessible is true");
  }

  @Test
  void reports_a_secret_value_like_any_other() {
    database
        .withSecret("publiclyAccessible", true)
        .expectViolations("campaign: publiclyAccessible is true");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    database.withUnknown("publiclyAccessible").expectUndecided("publiclyAccessible");
  }

  @Test
  void says_nothing_of_other_resources() {
    database.as("aws:docdb/clusterInstance:ClusterInstance").expectNotApplicable();
  }
}
