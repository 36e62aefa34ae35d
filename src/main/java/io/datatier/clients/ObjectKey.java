package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The key of an object in S3, 1 to 1,024 characters. */
public record ObjectKey(String value) {

  public static final Pattern VALID = Pattern.compile("[\\s\\S]{1,1024}");

  public ObjectKey {
    InvalidValue.requireMatch(value, VALID, "be the key of an object, 1 to 1024 characters");
  }
}
