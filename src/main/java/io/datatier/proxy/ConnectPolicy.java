package io.datatier.proxy;

import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** The policy that lets a client sign in to one proxy as one user. */
final class ConnectPolicy {

  private ConnectPolicy() {}

  /**
   * The policy as JSON. IAM knows a proxy by the {@code prx-…} at the end of its ARN, not by its
   * name (RDS user guide, "Creating and using an IAM policy for IAM database access").
   *
   * @param proxyArn {@code arn:<partition>:rds:<region>:<account>:db-proxy:prx-…}
   */
  static String of(String proxyArn, String username) {
    var parts = proxyArn.split(":", 7);
    var user =
        "arn:%s:rds-db:%s:%s:dbuser:%s/%s"
            .formatted(parts[1], parts[3], parts[4], parts[6], username);
    return IamPolicy.builder()
        .addStatement(
            connect ->
                connect
                    .sid("ConnectAsOneUser")
                    .effect(IamEffect.ALLOW)
                    .addAction("rds-db:connect")
                    .addResource(user))
        .build()
        .toJson();
  }
}
