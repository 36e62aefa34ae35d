package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The id of an Amazon Machine Image, such as {@code ami-0a1b2c3d4e5f60718}. */
public record AmiId(String value) {

  public static final Pattern VALID = Pattern.compile("ami-(?:[0-9a-f]{8}|[0-9a-f]{17})");

  public AmiId {
    InvalidValue.requireMatch(value, VALID, "be an AMI id: ami- and 8 or 17 hexadecimal digits");
  }
}
