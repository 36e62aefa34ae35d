package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.CRITICAL;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;

/**
 * No database is publicly accessible. The provider sends false by default, for instances and
 * cluster instances (terraform-provider-aws, instance.go and cluster_instance.go).
 */
public final class DatabaseNotPublic {

  public static final Rule RULE =
      Rule.named("database-not-public")
          .title("The database is not publicly accessible")
          .because("only one security group rule would separate it from the internet")
          .fix("set publiclyAccessible to false, or leave it out")
          .severity(CRITICAL)
          .mandatory()
          .on("aws:rds/instance:Instance", DatabaseNotPublic::judge)
          .on("aws:rds/clusterInstance:ClusterInstance", DatabaseNotPublic::judge);

  private DatabaseNotPublic() {}

  private static Verdict judge(ResourceView database) {
    return database
        .bool("publiclyAccessible")
        .whenKnown(isPublic -> isPublic ? violation("is true") : compliant())
        .whenAbsent(compliant());
  }
}
