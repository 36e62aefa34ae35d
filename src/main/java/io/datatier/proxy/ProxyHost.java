package io.datatier.proxy;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The host name of an endpoint of RDS Proxy. Its second label begins with {@code proxy-}, or {@code
 * endpoint} stands before that label; the host of a database has neither (RDS user guide, "Working
 * with Amazon RDS Proxy endpoints").
 */
public record ProxyHost(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "[a-z](?:-?[a-z0-9])*\\.(?:endpoint\\.)?proxy-[a-z0-9]+\\.[a-z0-9-]+\\.rds\\.amazonaws\\.com"
              + "(?:\\.cn)?");

  public ProxyHost {
    InvalidValue.requireMatch(
        value, VALID, "be the host of a proxy: <name>.proxy-<id>.<region>.rds.amazonaws.com");
  }
}
