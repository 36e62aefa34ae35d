package io.datatier;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The name that a stack had. The names of AWS carry it, and most of them cannot change without a
 * replacement, so they keep it after {@code pulumi stack rename}.
 */
public record FormerName(String value) {

  public static final Pattern VALID = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){0,29}");

  public FormerName {
    InvalidValue.requireMatch(
        value, VALID, "be a stack's name: lower-case letters, digits and single hyphens");
  }
}
