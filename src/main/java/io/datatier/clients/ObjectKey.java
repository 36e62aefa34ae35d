package io.datatier.clients;

import io.datatier.values.InvalidValue;

/** The key of an object in S3, 1 to 1,024 characters. */
public record ObjectKey(String value) {

  private static final int LONGEST = 1024;

  public ObjectKey {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new InvalidValue(value, "be the key of an object, 1 to 1024 characters");
    }
  }
}
