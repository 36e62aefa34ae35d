package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.settings.ProductionStacks;

/**
 * RDS itself refuses to delete a production database, whoever asks. Replicas are no exception: RDS
 * protects them too, and clients may read from nothing else.
 */
public final class DatabaseDeletionProtected {

  public static final Rule RULE =
      Rule.named("database-deletion-protected")
          .title("Production databases are protected from deletion")
          .because("one wrong run, or one wrong click, would delete the database")
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
        .whenAbsent(violation("is not set, which RDS takes for false"));
  }
}
