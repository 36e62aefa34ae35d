package io.datatier.encryption;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeysConfigurationTest {

  private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1";

  @Test
  void reads_keys_that_exist() {
    assertEquals(
        new ExistingKeys(Optional.empty(), Optional.of(new KeyArn(KEY)), Optional.empty()),
        LEAST.with("keys", "{secrets: '" + KEY + "'}").settings().keys());
  }

  @Test
  void refuses_keys_to_create_beside_keys_that_exist() {
    assertEquals(
        List.of(
            "datatier:keys.logs is an existing key, but create or deletionWindowDays ask for new"
                + " ones; remove one or the other",
            "datatier:keys.create is false, but must be true; without the key, AWS's own keys are"
                + " used",
            "datatier:keys.deletionWindowDays is 6, but must be 7 to 30 days"),
        LEAST
            .with("keys", "{create: false, deletionWindowDays: 6, logs: alias/logs}")
            .complaints());
  }

  @Test
  void misses_the_order_to_create_keys() {
    assertEquals(
        List.of("datatier:keys.create is missing: true to create keys"),
        LEAST.with("keys", "{deletionWindowDays: 7}").complaints());
  }

  @Test
  void refuses_an_alias_in_place_of_an_arn() {
    assertEquals(
        List.of(
            "datatier:keys.storage is \"alias/storage\", but must be the ARN of a KMS key:"
                + " arn:aws:kms:<region>:<account>:key/<id>"),
        LEAST.with("keys", "{storage: alias/storage}").complaints());
  }
}
