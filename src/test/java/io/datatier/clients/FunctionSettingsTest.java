package io.datatier.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FunctionSettingsTest {

  private static final LayerArn LAYER =
      new LayerArn("arn:aws:lambda:us-east-1:123456789012:layer:drivers:4");

  @Test
  void refuses_more_ready_executions_than_are_reserved() {
    refused(
        "\"6\" must not exceed the reserved concurrency, 5",
        () -> function().reservedConcurrency(5).provisionedConcurrency(6).build());
  }

  @Test
  void takes_ready_executions_up_to_those_reserved_or_without_any_reserved() {
    var five = function().reservedConcurrency(5).provisionedConcurrency(5).build();
    var free = function().provisionedConcurrency(900).build();
    assertEquals(5, five.provisionedConcurrency().orElseThrow());
    assertEquals(900, free.provisionedConcurrency().orElseThrow());
  }

  @Test
  void refuses_what_lambda_has_no_room_for() {
    refused(
        "\"6\" must be at most 5 layers",
        () -> function().layers(Collections.nCopies(6, LAYER)).build());
    refused("\"511\" must be 512 to 10240 MiB", () -> function().ephemeralStorageMib(511).build());
    refused(
        "\"10241\" must be 512 to 10240 MiB", () -> function().ephemeralStorageMib(10_241).build());
    refused(
        "\"0\" must be 1 or more concurrent executions",
        () -> function().provisionedConcurrency(0).build());
  }

  @Test
  void refuses_a_layer_without_a_version() {
    refused(
        "\"arn:aws:lambda:us-east-1:123456789012:layer:drivers\" must be the ARN of a layer's"
            + " version: arn:aws:lambda:<region>:<account>:layer:<name>:<version>",
        () -> new LayerArn("arn:aws:lambda:us-east-1:123456789012:layer:drivers"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:us-east-1:123456789012:failed, sqs:SendMessage",
    "arn:aws-cn:sns:cn-north-1:123456789012:failed, sns:Publish"
  })
  void may_only_send_to_the_dead_letter_target(String arn, String action) {
    assertEquals(action, new DeadLetterTarget(arn).sendAction());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed",
        "arn:aws:sqs:us-east-1:123456789012:failed.fifo",
        "arn:aws:s3:::failed",
        "https://sqs.us-east-1.amazonaws.com/123456789012/failed"
      })
  void refuses_what_takes_no_dead_letters(String arn) {
    refused(
        "\""
            + arn
            + "\" must be the ARN of a standard queue or topic:"
            + " arn:aws:sqs:<region>:<account>:<name> or arn:aws:sns:<region>:<account>:<name>",
        () -> new DeadLetterTarget(arn));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RDS_PROXY_ENDPOINT",
        "RDS_SECRET_ARN",
        "DATABASE_NAME",
        "DATABASE_PORT",
        "DATABASE_USER",
        "DATABASE_AUTHENTICATION",
        "DATABASE_SSLMODE"
      })
  void refuses_variables_that_would_lead_elsewhere(String key) {
    refused(
        "\"" + key + "\" must not be a variable that leads to the database",
        () -> new EnvironmentVariables(Map.of(key, "elsewhere")));
  }

  @Test
  void refuses_variables_that_lambda_would_not_take() {
    refused(
        "\"AWS_REGION\" must not be a variable that Lambda sets itself",
        () -> new EnvironmentVariables(Map.of("AWS_REGION", "us-east-1")));
    refused(
        "\"9LIVES\" must be two or more letters, digits and underscores, and start with a letter",
        () -> new EnvironmentVariables(Map.of("9LIVES", "cat")));
    refused(
        "\"the environment\" must be at most 3 KiB, names and values together; keep more in a"
            + " file",
        () -> new EnvironmentVariables(Map.of("TEXT", "x".repeat(3 * 1024 - 3))));
  }

  private static FunctionSettingsBuilder function() {
    return FunctionSettings.builder(
            new FunctionName("dialer-test"),
            Artifact.s3(new BucketName("code"), new ObjectKey("d.zip"), Optional.empty()))
        .layers(List.of(LAYER));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(InvalidValue.class, call).getMessage());
  }
}
