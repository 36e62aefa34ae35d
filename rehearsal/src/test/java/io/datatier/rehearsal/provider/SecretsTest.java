package io.datatier.rehearsal.provider;

import static io.datatier.rehearsal.provider.TestValues.archive;
import static io.datatier.rehearsal.provider.TestValues.output;
import static io.datatier.rehearsal.provider.TestValues.reference;
import static io.datatier.rehearsal.provider.TestValues.secret;
import static io.datatier.rehearsal.provider.TestValues.unknownOutput;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the special values of the wire, on their way in, out and into the account. */
final class SecretsTest {

  private static final String CANARY = "canary-4711";
  private static final String TOPIC = "aws:sns/topic:Topic";

  private final ProviderTester aws;
  private final Path folder;

  SecretsTest(@TempDir Path folder) {
    this.aws = ProviderTester.on(folder);
    this.folder = folder;
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private ProviderTester.Draft function() {
    var role =
        aws.resource("aws:iam/role:Role", "role")
            .with(
                "assumeRolePolicy",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":"
                    + "{\"Service\":\"lambda.amazonaws.com\"}}}")
            .create();
    return aws.resource("aws:lambda/function:Function", "validate")
        .with("role", role.text("arn"))
        .with("runtime", "python3.13")
        .with("handler", "handler.main")
        .with("code", archive("function.zip", "c".repeat(64)))
        .with(
            "environment", Map.of("variables", Map.of("PLAIN", "shown", "TOKEN", secret(CANARY))));
  }

  @Test
  void gives_secrets_back_as_secrets_and_keeps_them_out_of_the_account() throws IOException {
    var draft = function();
    var live = draft.create();
    var environment = Map.of("variables", Map.of("PLAIN", "shown", "TOKEN", secret(CANARY)));
    assertEquals(environment, draft.checked().get("environment"));
    assertEquals(environment, live.outputs().get("environment"));
    assertFalse(Files.readString(folder.resolve("account.json")).contains(CANARY));
    live.expectSteady();
    live.expectUpdate(draft);
    live.expectUpdate(
        draft.with(
            "environment", Map.of("variables", Map.of("PLAIN", "shown", "TOKEN", secret("other")))),
        "environment.variables.TOKEN");
  }

  @Test
  void takes_all_tags_for_as_secret_as_the_tags() throws IOException {
    var draft =
        aws.resource(TOPIC, "alarms")
            .with("name", "alarms")
            .with("tags", Map.of("team", "calls", "token", secret(CANARY)));
    var tags = Map.of("team", "calls", "token", secret(CANARY));
    assertEquals(tags, draft.checked().get("tagsAll"));
    var live = draft.create();
    assertEquals(tags, live.outputs().get("tagsAll"));
    assertFalse(Files.readString(folder.resolve("account.json")).contains(CANARY));
    live.expectSteady();
  }

  @Test
  void quotes_no_secret_in_what_it_refuses() {
    var key = "arn:aws:kms:us-east-1:123456789012:key/" + CANARY;
    var group = aws.resource("aws:cloudwatch/logGroup:LogGroup", "log").with("name", "log");
    var open = assertThrows(Throwable.class, group.with("kmsKeyId", key)::create);
    var masked = assertThrows(Throwable.class, group.with("kmsKeyId", secret(key))::create);
    assertTrue(String.valueOf(open.getMessage()).contains(key), open.getMessage());
    assertEquals(String.valueOf(open.getMessage()).replace(key, "[secret]"), masked.getMessage());
  }

  @Test
  void keeps_a_secret_that_an_update_does_not_touch() throws IOException {
    var draft = function();
    var updated = draft.create().update(draft.with("timeout", 30));
    assertEquals(
        Map.of("variables", Map.of("PLAIN", "shown", "TOKEN", secret(CANARY))),
        updated.outputs().get("environment"));
    assertFalse(Files.readString(folder.resolve("account.json")).contains(CANARY));
    updated.expectSteady();
  }

  @Test
  void takes_passwords_for_secret_whoever_gives_them() {
    var checked =
        aws.resource("aws:rds/instance:Instance", "db").with("password", CANARY).checked();
    assertEquals(secret(CANARY), checked.get("password"));
  }

  @Test
  void gives_archives_back_as_they_came_and_keeps_their_hash_only() throws IOException {
    var live = function().create();
    assertEquals(archive("function.zip", "c".repeat(64)), live.outputs().get("code"));
    assertFalse(Files.readString(folder.resolve("account.json")).contains("function.zip"));
  }

  @Test
  void gives_references_and_outputs_back_by_value() {
    var urn = "urn:pulumi:dev::test::aws:kms/key:Key::key";
    var draft =
        aws.resource(TOPIC, "alarms")
            .with("displayName", output("Alarms", false))
            .with("deliveryPolicy", output("{}", true))
            .with("kmsMasterKeyId", reference(urn, "key-id"))
            .with("tracingConfig", unknownOutput());
    var preview = draft.preview();
    assertEquals("Alarms", preview.get("displayName"));
    assertEquals(secret("{}"), preview.get("deliveryPolicy"));
    assertEquals(reference(urn, "key-id"), preview.get("kmsMasterKeyId"));
    assertEquals(TestValues.UNKNOWN, preview.get("tracingConfig"));
  }

  @Test
  void compares_lists_that_are_sets_without_regard_to_order() {
    var arns =
        List.of("arn:aws:sns:us-east-1:999999999999:one", "arn:aws:sns:us-east-1:999999999999:two");
    var draft =
        aws.resource("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm")
            .with("namespace", "AWS/RDS")
            .with("metricName", "ClientConnections")
            .with("statistic", "Sum")
            .with("comparisonOperator", "GreaterThanThreshold")
            .with("threshold", 1)
            .with("period", 60)
            .with("evaluationPeriods", 1)
            .with("alarmActions", arns);
    var live = draft.create();
    live.expectUpdate(draft.with("alarmActions", List.of(arns.get(1), arns.get(0))));
    live.expectUpdate(
        draft.with("alarmActions", List.of(arns.get(1))), "alarmActions[0]", "alarmActions[1]");
  }
}
