package io.datatier.adoption;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The id of one rule of a security group, such as {@code sgr-0a1b2c3d4e5f60761}. */
public record SecurityGroupRuleId(String value) {

  public static final Pattern VALID = Pattern.compile("sgr-(?:[0-9a-f]{8}|[0-9a-f]{17})");

  public SecurityGroupRuleId {
    InvalidValue.requireMatch(
        value, VALID, "be a security group rule's id: sgr- and 8 or 17 hexadecimal digits");
  }
}
