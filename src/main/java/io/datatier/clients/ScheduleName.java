package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The name of a schedule among those of its function. */
public record ScheduleName(String value) {

  public static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  public ScheduleName {
    InvalidValue.requireMatch(
        value, VALID, "be 1 to 32 letters, digits, hyphens and underscores, such as nightly");
  }
}
