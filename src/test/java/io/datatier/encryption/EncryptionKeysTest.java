package io.datatier.encryption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.config.InvalidValue;
import io.datatier.testing.RecordedStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EncryptionKeysTest {

  private static final String MADE =
      "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String GIVEN =
      "arn:aws:kms:us-east-1:123456789012:key/0987dcba-09fe-87dc-65ba-ab0987654321";

  @Test
  void makes_three_keys_that_are_rotated_each_under_a_name() {
    var made = keys(new CreatedKeys(14));
    assertEquals(
        List.of(
            "logs-alias: aws:kms/alias:Alias in datatier:encryption:EncryptionKeys",
            "logs-policy: aws:kms/keyPolicy:KeyPolicy in datatier:encryption:EncryptionKeys",
            "logs: aws:kms/key:Key in datatier:encryption:EncryptionKeys",
            "secrets-alias: aws:kms/alias:Alias in datatier:encryption:EncryptionKeys",
            "secrets: aws:kms/key:Key in datatier:encryption:EncryptionKeys",
            "storage-alias: aws:kms/alias:Alias in datatier:encryption:EncryptionKeys",
            "storage: aws:kms/key:Key in datatier:encryption:EncryptionKeys"),
        made.childrenOf("keys"));
    assertEquals(
        Map.of(
            "description", "keys-storage", "enableKeyRotation", true, "deletionWindowInDays", 14.0),
        made.resource("keys-storage").inputs());
    assertEquals(
        Map.of("name", "alias/keys-storage", "targetKeyId", "1234abcd-12ab-34cd-56ef-1234567890ab"),
        made.resource("keys-storage-alias").inputs());
    assertEquals(Map.of("storage", MADE, "secrets", MADE, "logs", MADE), made.outputs());
  }

  @Test
  void lets_cloud_watch_logs_of_the_account_use_the_key_for_logs_alone() {
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": [
               {"Sid": "AccountDecides", "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                "Action": "kms:*", "Resource": "*"},
               {"Sid": "CloudWatchLogs", "Effect": "Allow",
                "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
                "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*",
                           "kms:Describe*"],
                "Resource": "*",
                "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn":
                  "arn:aws:logs:us-east-1:123456789012:log-group:*"}}}]}
            """),
        JsonParser.parseString(
            (String)
                keys(new CreatedKeys(30)).resource("keys-logs-policy").inputs().get("policy")));
  }

  @Test
  void hands_out_keys_that_exist_and_makes_none() {
    var existing =
        keys(
            new ExistingKeys(
                Optional.of(new KeyArn(GIVEN)), Optional.empty(), Optional.of(new KeyArn(GIVEN))));
    assertEquals(List.of(), existing.childrenOf("keys"));
    assertEquals(
        Map.of("storage", GIVEN, "secrets", "AWS's own", "logs", GIVEN), existing.outputs());
  }

  @Test
  void keeps_the_key_for_storage_when_the_stack_goes_if_snapshots_need_it() {
    var stack =
        RecordedStack.of(
            context ->
                new EncryptionKeys(
                    "keys", new CreatedKeys(30), true, ComponentResourceOptions.Empty));
    assertEquals(Map.of("storage", Map.of("retainOnDelete", true)), stack.optionsOf("keys"));
    assertEquals(Map.of(), keys(new CreatedKeys(30)).optionsOf("keys"));
  }

  @Test
  void leaves_everything_to_the_keys_of_aws() {
    var managed = keys(KeySettings.awsManaged());
    assertEquals(List.of(), managed.childrenOf("keys"));
    assertEquals(
        Map.of("storage", "AWS's own", "secrets", "AWS's own", "logs", "AWS's own"),
        managed.outputs());
  }

  @Test
  void refuses_a_window_that_kms_does_not_have_and_an_alias_in_place_of_a_key() {
    assertEquals(
        "\"6\" must be 7 to 30 days",
        assertThrows(InvalidValue.class, () -> new CreatedKeys(6)).getMessage());
    assertEquals(
        "\"arn:aws:kms:us-east-1:123456789012:alias/campaign\" must be the ARN of a KMS key:"
            + " arn:aws:kms:<region>:<account>:key/<id>",
        assertThrows(
                InvalidValue.class,
                () -> new KeyArn("arn:aws:kms:us-east-1:123456789012:alias/campaign"))
            .getMessage());
  }

  private static RecordedStack keys(KeySettings settings) {
    return RecordedStack.of(
        context -> {
          var keys = new EncryptionKeys("keys", settings);
          export(context, "storage", keys.storage());
          export(context, "secrets", keys.secrets());
          export(context, "logs", keys.logs());
        });
  }

  private static void export(Context context, String name, Optional<Output<String>> key) {
    context.export(name, key.orElseGet(() -> Output.of("AWS's own")));
  }
}
