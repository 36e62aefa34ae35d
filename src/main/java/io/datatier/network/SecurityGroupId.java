package io.datatier.network;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The id of an existing security group, such as {@code sg-0a1b2c3d4e5f60718}. */
public record SecurityGroupId(String value) {

  public static final Pattern VALID = Pattern.compile("sg-(?:[0-9a-f]{8}|[0-9a-f]{17})");

  public SecurityGroupId {
    InvalidValue.requireMatch(
        value, VALID, "be a security group id: sg- and 8 or 17 hexadecimal digits");
  }
}
