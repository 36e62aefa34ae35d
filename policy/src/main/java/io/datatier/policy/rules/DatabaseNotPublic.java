package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.CRITICAL;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Violation;

/**
 * No database is publicly accessible. The provider sends false by default, for instances and
 * cluster instances (terraform-provider-aws, instance.go and cluster_instance.go). CloudFormation
 * and Cloud Control send nothing; then RDS makes an instance public that is in no subnet group, and
 * so in the default VPC (RDS API, CreateDBInstance, PubliclyAccessible).
 */
public final class DatabaseNotPublic {

  private static final String INSTANCE = "aws:rds/instance:Instance";

  public static final Rule RULE =
      Rule.named("database-not-public")
          .title("The database is not publicly accessible")
          .because("only one security group rule would separate it from the internet")
          .fix("set publiclyAccessible to false, or leave it out")
          .severity(CRITICAL)
          .mandatory()
          .on(INSTANCE, DatabaseNotPublic::judge)
          .on("aws:rds/clusterInstance:ClusterInstance", DatabaseNotPublic::judge)
          .on("aws:rds/shardGroup:ShardGroup", DatabaseNotPublic::judge);

  private DatabaseNotPublic() {}

  private static Verdict judge(ResourceView database) {
    return database
        .bool("publiclyAccessible")
        .whenKnown(isPublic -> isPublic ? violation("is true") : compliant())
        .whenAbsent(() -> isLeftToRds(database) ? leftToRds().advise() : compliant());
  }

  /** A replica is in the subnet group of its source. */
  private static boolean isLeftToRds(ResourceView database) {
    return database.isTranslated()
        && database.type().equals(INSTANCE)
        && database.at("dbSubnetGroupName").isAbsent()
        && database.at("replicateSourceDb").isAbsent();
  }

  private static Violation leftToRds() {
    return violation(
        "publiclyAccessible", "is not set, which RDS treats as true in the default VPC; set it");
  }
}
