package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.resources.DatabaseClients;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;

/** A function that uses a database runs in a VPC. */
public final class LambdaRunsInVpc {

  public static final Rule RULE =
      Rule.named("lambda-runs-in-vpc")
          .title("Lambda functions that use a database run in a VPC")
          .because("a proxy has no public address, so nothing outside its VPC reaches it")
          .fix("set vpcConfig to private subnets of the proxy's VPC and a security group")
          .severity(MEDIUM)
          .mandatory()
          .on(DatabaseClients.FUNCTION, DatabaseClients.only(LambdaRunsInVpc::judge))
          .onStack(DatabaseClients.open(LambdaRunsInVpc::judge));

  private LambdaRunsInVpc() {}

  private static Verdict judge(ResourceView function) {
    return function
        .list("vpcConfig.subnetIds")
        .whenKnown(subnets -> subnets.isEmpty() ? violation("is empty") : compliant())
        .whenAbsent(violation("is not set"));
  }
}
