package io.datatier.adoption;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The name or identifier of an existing resource in AWS. */
public record AdoptedName(String value) {

  public static final Pattern VALID = Pattern.compile("\\S(?:.{0,510}\\S)?");

  public AdoptedName {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be a name as AWS shows it: 1 to 512 characters without leading or trailing blanks");
  }
}
