package io.datatier.network;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The id of an existing VPC, such as {@code vpc-0a1b2c3d4e5f60718}. */
public record VpcId(String value) {

  public static final Pattern VALID = Pattern.compile("vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})");

  public VpcId {
    InvalidValue.requireMatch(value, VALID, "be a VPC id: vpc- and 8 or 17 hexadecimal digits");
  }
}
