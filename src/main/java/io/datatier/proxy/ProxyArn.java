package io.datatier.proxy;

import io.datatier.values.InvalidValue;
import java.util.regex.Pattern;

/** The ARN of a proxy, which ends with the id that IAM knows it by. */
public record ProxyArn(String value) {

  /** What the ARN of a proxy looks like. */
  public static final Pattern LAWFUL =
      Pattern.compile("arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:db-proxy:prx-[a-z0-9]+");

  public ProxyArn {
    InvalidValue.requireMatch(
        value, LAWFUL, "be the ARN of a proxy: arn:aws:rds:<region>:<account>:db-proxy:prx-<id>");
  }
}
