package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.settings.ProductionStacks;

/**
 * RDS refuses every deletion of a production database. Replicas are included: RDS can protect them
 * too, and some clients may read from nothing else.
 */
public final class DatabaseDeletionProtected {

  public static final Rule RULE =
      Rule.named("database-deletion-protected")
          .title("Production databases have deletion protection")
          .because("one wrong run or click would delete the database")
          .severity(HIGH)
          .mandatory()
          .settings(ProductionStacks.SETTING)
          .on("aws:rds/instance:Instance", ProductionStacks.only(DatabaseDeletionProtected::judge))
          .on("aws:rds/cluster:Cluster", ProductionStacks.only(DatabaseDeletionProtected::judge))
          .remedy(
              "set deletionProtection to true",
              database -> database.with("deletionProtection", true));

  private DatabaseDeletionProtected() {}

  private static Verdict judge(ResourceView database) {
    return database
        .bool("deletionProtection")
        .whenKnown(isProtected -> isProtected ? compliant() : violation("is false"))
        .whenAbsent(violation("is not set, which RDS treats as false"));
  }
}
