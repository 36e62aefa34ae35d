package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DatabaseBackupsRetainedTest {

  private static final RuleTester database =
      RuleTester.of(DatabaseBackupsRetained.RULE)
          .resource(
              "aws:rds/instance:Instance",
              "campaign",
              Map.of("engine", "postgres", "backupRetentionPeriod", 7))
          .inStack("prod");

  private static final RuleTester cluster = database.as("aws:rds/cluster:Cluster");

  @Test
  void passes_what_keeps_backups_for_a_week() {
    database.expectCompliant();
    cluster.expectCompliant();
    database.with("backupRetentionPeriod", "35").expectCompliant();
  }

  @Test
  void reports_what_keeps_them_shorter_or_not_at_all() {
    database
        .with("backupRetentionPeriod", 6)
        .expectViolations("campaign: backupRetentionPeriod is 6; keep backups for 7 days");
    cluster
        .with("backupRetentionPeriod", 1)
        .expectViolations("campaign: backupRetentionPeriod is 1; keep backups for 7 days");
    database
        .withSecret("backupRetentionPeriod", 0)
        .expectViolations("campaign: backupRetentionPeriod is 0; keep backups for 7 days");
  }

  @Test
  void reports_what_does_not_say() {
    database
        .without("backupRetentionPeriod")
        .expectViolations("campaign: backupRetentionPeriod is not set; keep backups for 7 days");
    cluster
        .without("backupRetentionPeriod")
        .expectViolations("campaign: backupRetentionPeriod is not set; keep backups for 7 days");
  }

  @Test
  void goes_by_the_days_that_are_configured() {
    var month = database.configured("minimumDays", 30);
    month
        .with("backupRetentionPeriod", 29)
        .expectViolations("campaign: backupRetentionPeriod is 29; keep backups for 30 days");
    month.with("backupRetentionPeriod", 30).expectCompliant();
    month.expectRemedied(Map.of("engine", "postgres", "backupRetentionPeriod", 30));
    database
        .configured("minimumDays", 36)
        .expectConfigRefused("minimumDays is 36, not a whole number from 1 to 35");
  }

  @Test
  void leaves_read_replicas_of_instances_alone() {
    database
        .with("replicateSourceDb", "other")
        .with("backupRetentionPeriod", 0)
        .expectNotApplicable();
    database
        .withUnknown("replicateSourceDb")
        .with("backupRetentionPeriod", 0)
        .expectNotApplicable();
  }

  @Test
  void judges_production_alone() {
    database.without("backupRetentionPeriod").inStack("dev").expectNotApplicable();
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    database.withUnknown("backupRetentionPeriod").expectUndecided("backupRetentionPeriod");
  }

  @Test
  void says_nothing_of_other_resources() {
    database.as("aws:rds/proxy:Proxy").expectNotApplicable();
  }

  @Test
  void remedies_by_keeping_them_for_a_week() {
    database
        .without("backupRetentionPeriod")
        .expectRemedied(Map.of("engine", "postgres", "backupRetentionPeriod", 7));
    database.expectNotRemedied();
  }
}
