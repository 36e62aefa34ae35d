package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * How the configuration calls a fleet of workers; its name in AWS has the stack's name after it.
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

  /** The fleet's name in AWS. */
  public String in(String stack) {
    return value + "-" + stack;
  }

  @Override
  public String toString() {
    return value;
  }
}
