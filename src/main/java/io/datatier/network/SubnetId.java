package io.datatier.network;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The id of an existing subnet, such as {@code subnet-0a1b2c3d4e5f60718}. */
public record SubnetId(String value) {

  public static final Pattern VALID = Pattern.compile("subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})");

  public SubnetId {
    InvalidValue.requireMatch(
        value, VALID, "be a subnet id: subnet- and 8 or 17 hexadecimal digits");
  }
}
