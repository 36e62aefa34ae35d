package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseDeletionProtectedTest {

  private static final RuleTester database =
      RuleTester.of(DatabaseDeletionProtected.RULE)
          .resource(
              "aws:rds/instance:Instance",
              "campaign",
              Map.of("engine", "postgres", "deletionProtection", true))
          .inStack("prod");

  @ParameterizedTest
  @ValueSource(strings = {"aws:rds/instance:Instance", "aws:rds/cluster:Cluster"})
  void passes_what_is_protected_and_no_other(String type) {
    var judged = database.as(type);
    judged.expectCompliant();
    judged
        .with("deletionProtection", false)
        .expectViolations("campaign: deletionProtection is false");
    judged
        .without("deletionProtection")
        .expectViolations("campaign: deletionProtection is not set, which RDS treats as false");
  }

  @Test
  void reports_a_replica_like_any_other() {
    database
        .with("replicateSourceDb", "other")
        .with("deletionProtection", false)
        .expectViolations("campaign: deletionProtection is false");
  }

  @Test
  void reports_a_secret_value_like_any_other() {
    database
        .withSecret("deletionProtection", false)
        .expectViolations("campaign: deletionProtection is false");
  }

  @Test
  void judges_production_alone() {
    database.without("deletionProtection").inStack("dev").expectNotApplicable();
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    database.withUnknown("deletionProtection").expectUndecided("deletionProtection");
  }

  @Test
  void says_nothing_of_other_resources() {
    database.as("aws:rds/proxy:Proxy").expectNotApplicable();
  }

  @Test
  void remedies_by_protecting() {
    database
        .without("deletionProtection")
        .expectRemedied(Map.of("engine", "postgres", "deletionProtection", true));
    database.without("deletionProtection").inStack("dev").expectNotRemedied();
    database.expectNotRemedied();
  }
}
