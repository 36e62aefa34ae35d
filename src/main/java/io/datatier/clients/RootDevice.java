package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The name that an AMI has for its root device. */
public record RootDevice(String value) {

  public static final Pattern VALID = Pattern.compile("/dev/(?:xvda|sda1?)");

  public RootDevice {
    InvalidValue.requireMatch(value, VALID, "be a root device: /dev/xvda, /dev/sda1 or /dev/sda");
  }
}
