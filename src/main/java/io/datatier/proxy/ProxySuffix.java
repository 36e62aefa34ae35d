package io.datatier.proxy;

import io.datatier.config.InvalidValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** What follows a proxy's name and a hyphen, so that two can exist side by side. */
public record ProxySuffix(String value) {

  /** What a valid value looks like as a whole. */
  public static final Pattern VALID = Pattern.compile("[a-z0-9]{1,8}");

  public ProxySuffix {
    InvalidValue.requireMatch(value, VALID, "be 1 to 8 lower-case letters and digits, such as b");
  }

  /** {@code name} with a hyphen and the suffix after it, if there is one. */
  static String append(String name, Optional<ProxySuffix> suffix) {
    return suffix.map(it -> name + "-" + it.value).orElse(name);
  }
}
