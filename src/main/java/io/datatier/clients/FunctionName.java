package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The name of a Lambda function (Lambda API, CreateFunction): its role carries the same name. */
public record FunctionName(String value) {

  public static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public FunctionName {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be 1 to 64 letters, digits, hyphens and underscores, the stack's name included");
  }

  /** This name with the stack's name after it. */
  FunctionName in(String stack) {
    return new FunctionName(value + "-" + stack);
  }
}
