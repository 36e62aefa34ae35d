package io.datatier.proxy;

import io.datatier.aws.AllowPolicy;
import java.util.List;

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
    return AllowPolicy.of(
        "ConnectAsOneUser",
        List.of("rds-db:connect"),
        proxyArns.stream().map(arn -> user(arn, username)).toList());
  }

  private static String user(String proxyArn, String username) {
    var parts = proxyArn.split(":", 7);
    return "arn:%s:rds-db:%s:%s:dbuser:%s/%s"
        .formatted(parts[1], parts[3], parts[4], parts[6], username);
  }
}
