package io.datatier.proxy;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** The policy that lets a client sign in as one user, to one proxy or to two that change over. */
final class ConnectPolicy {

  private ConnectPolicy() {}

  /**
   * The policy as JSON. IAM knows a proxy by the {@code prx-…} at the end of its ARN, not by its
   * name (RDS user guide, "Creating and using an IAM policy for IAM database access").
   *
   * @param proxyArns {@code arn:<partition>:rds:<region>:<account>:db-proxy:prx-…} each
   */
  static String of(List<String> proxyArns, String username) {
    return IamPolicy.builder()
        .addStatement(
            connect ->
                connect
                    .sid("ConnectAsOneUser")
                    .effect(IamEffect.ALLOW)
                    .addAction("rds-db:connect")
                    .resourceIds(proxyArns.stream().map(arn -> user(arn, username)).toList()))
        .build()
        .toJson();
  }

  private static String user(String proxyArn, String username) {
    var parts = proxyArn.split(":", 7);
    return "arn:%s:rds-db:%s:%s:dbuser:%s/%s"
        .formatted(parts[1], parts[3], parts[4], parts[6], username);
  }
}
