package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The name of a fleet of workers, which its Auto Scaling group, launch template, role and security
 * group share: a role has at most 64 characters (IAM API, CreateRole), a launch template at least
 * three (EC2 API, CreateLaunchTemplate), and no group begins with {@code sg-} (EC2 API,
 * CreateSecurityGroup).
 */
public record WorkerFleetName(String value) {

  public static final Pattern VALID = Pattern.compile("(?!sg-)[A-Za-z0-9][A-Za-z0-9_-]{2,63}");

  public WorkerFleetName {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be 3 to 64 letters, digits, hyphens and underscores, the stack's name included, and not"
            + " begin with sg-");
  }
}
