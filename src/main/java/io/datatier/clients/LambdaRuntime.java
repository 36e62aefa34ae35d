package io.datatier.clients;

import io.datatier.values.InvalidValue;
import java.util.regex.Pattern;

/** The identifier of a Lambda runtime, such as {@code nodejs22.x}. */
public record LambdaRuntime(String value) {

  /** What a lawful value looks like as a whole. */
  public static final Pattern LAWFUL =
      Pattern.compile(
          "nodejs\\d+\\.x|python3\\.\\d+|java\\d+(?:\\.al2)?|dotnet\\d+|ruby\\d\\.\\d"
              + "|provided\\.al20\\d+|provided\\.al2");

  public LambdaRuntime {
    InvalidValue.requireMatch(
        value, LAWFUL, "be a Lambda runtime such as nodejs22.x, python3.13 or java21");
  }
}
