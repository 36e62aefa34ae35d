package io.datatier.database;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The ARN of a Lambda function that rotates secrets, without a version or an alias. */
public record RotationFunction(String value) {

  public static final Pattern VALID =
      Pattern.compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}");

  public RotationFunction {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be the ARN of a function: arn:aws:lambda:<region>:<account>:function:<name>");
  }
}
