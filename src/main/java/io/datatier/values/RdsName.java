package io.datatier.values;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The name of an RDS resource: DB instances, proxies and target groups follow one rule (RDS API,
 * CreateDBInstance and CreateDBProxy). RDS stores names in lower case, so upper case, which it
 * accepts, would show as a difference forever.
 */
public record RdsName(String value) {

  /** What a valid name looks like as a whole; it has at most 63 characters. */
  public static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

  private static final int LONGEST = 63;

  /** What a valid name must be, completing the sentence "it must …". */
  public static final String RULE =
      "be 1 to 63 lower-case letters, digits and single hyphens, start with a letter and not end"
          + " with a hyphen";

  public RdsName {
    if (!isValid(value)) {
      throw new InvalidValue(value, RULE);
    }
  }

  /** Whether RDS takes {@code name}. */
  public static boolean isValid(String name) {
    return name.length() <= LONGEST && VALID.matcher(name).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
