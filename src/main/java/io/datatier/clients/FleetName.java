package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The name of a fleet of workers, which its Auto Scaling group, launch template, role and security
 * group share: a role has at most 64 characters (IAM API, CreateRole), and no group begins with
 * {@code sg-} (EC2 API, CreateSecurityGroup).
 */
public record FleetName(String value) {

  public static final Pattern VALID = Pattern.compile("(?!sg-)[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  public FleetName {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be 1 to 64 letters, digits, hyphens and underscores, the stack's name included, begin with"
            + " a letter or a digit and not with sg-");
  }

  /** This name with the stack's name after it. */
  FleetName in(String stack) {
    return new FleetName(value + "-" + stack);
  }

  @Override
  public String toString() {
    return value;
  }
}
