package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Additional environment variables of a function. Everyone who may describe the function can read
 * them, so keep secrets out.
 */
public record EnvironmentVariables(Map<String, String> values) {

  // Lambda API, CreateFunction, Environment.
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]+");

  // Lambda's limit is 4 KB for all of them together; a quarter is kept for the database's.
  private static final int MOST_BYTES = 3 * 1024;

  // Lambda guide, "Defined runtime environment variables", those marked as reserved.
  private static final Set<String> RESERVED =
      Set.of(
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_DEFAULT_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_REGION",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT");

  public EnvironmentVariables {
    values = Map.copyOf(values);
    values.keySet().forEach(EnvironmentVariables::requireFree);
    if (size(values) > MOST_BYTES) {
      throw new InvalidValue(
          "the environment", "be at most 3 KiB, names and values together; keep more in a file");
    }
  }

  private static void requireFree(String key) {
    InvalidValue.requireMatch(
        key, KEY, "be two or more letters, digits and underscores, and start with a letter");
    if (RESERVED.contains(key)) {
      throw new InvalidValue(key, "not be a variable that Lambda sets itself");
    }
    if (DatabaseEnvironment.NAMES.contains(key)) {
      throw new InvalidValue(key, "not be a variable that leads to the database");
    }
  }

  private static int size(Map<String, String> values) {
    return values.entrySet().stream()
        .mapToInt(
            entry -> (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
