package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.settings.ProductionStacks;

/** Automated backups of a production database are kept long enough to notice an error in time. */
public final class DatabaseBackupsRetained {

  /** Security Hub's RDS.11 has the same default; RDS keeps backups for 35 days at the most. */
  private static final Setting<Integer> DAYS =
      Setting.integer("minimumDays", 7, "the minimum number of days to keep backups")
          .between(1, 35);

  public static final Rule RULE =
      Rule.named("database-backups-retained")
          .title("Production databases retain backups long enough")
          .because("an error noticed after the last backup has expired cannot be undone")
          .severity(HIGH)
          .mandatory()
          .settings(ProductionStacks.SETTING, DAYS)
          .on("aws:rds/instance:Instance", ProductionStacks.only(DatabaseBackupsRetained::instance))
          .on("aws:rds/cluster:Cluster", ProductionStacks.only(DatabaseBackupsRetained::judge))
          .remedy(
              "set backupRetentionPeriod to the configured minimum (default 7)",
              database -> database.with("backupRetentionPeriod", database.setting(DAYS)));

  private DatabaseBackupsRetained() {}

  private static Verdict instance(ResourceView instance) {
    return instance.text("replicateSourceDb").isPresent()
        ? notApplicable("a read replica can be recreated from its source, which has the backups")
        : judge(instance);
  }

  private static Verdict judge(ResourceView database) {
    var least = database.setting(DAYS);
    return database
        .number("backupRetentionPeriod")
        .whenKnown(
            days ->
                days >= least
                    ? compliant()
                    : violation("is %.0f; keep backups for %d days".formatted(days, least)))
        .whenAbsent(violation("is not set; keep backups for " + least + " days"));
  }
}
