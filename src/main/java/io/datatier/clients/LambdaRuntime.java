package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The identifier of a Lambda runtime, such as {@code nodejs22.x}: one that Lambda takes for new
 * functions and that the provider of {@code com.pulumi:aws} 6.83 knows. The provider refuses any
 * other at preview, even if AWS has it (its validation is the enumeration of the AWS SDK that it
 * was built with).
 */
public record LambdaRuntime(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "nodejs2[02]\\.x|python3\\.1[0-3]|java(?:8\\.al2|11|17|21)|dotnet8|ruby3\\.[234]"
              + "|provided\\.al2(?:023)?");

  public LambdaRuntime {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be a runtime that the provider knows: nodejs20.x, nodejs22.x, python3.10 to python3.13,"
            + " java8.al2, java11, java17, java21, dotnet8, ruby3.2 to ruby3.4, provided.al2 or"
            + " provided.al2023");
  }
}
