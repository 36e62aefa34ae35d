package io.datatier.proxy;

import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Rule;
import io.datatier.network.NetworkSettings;
import java.util.regex.Pattern;

/** The ARN of a proxy, which ends with the id that IAM knows it by. */
public record ProxyArn(String value) {

  public static final Pattern VALID =
      Pattern.compile("arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:db-proxy:prx-[a-z0-9]+");

  public ProxyArn {
    InvalidValue.requireMatch(
        value, VALID, "be the ARN of a proxy: arn:aws:rds:<region>:<account>:db-proxy:prx-<id>");
  }

  @Rule
  static void requireRegion(String value, @OfStack NetworkSettings network) {
    network.requireRegionOf(value);
  }
}
