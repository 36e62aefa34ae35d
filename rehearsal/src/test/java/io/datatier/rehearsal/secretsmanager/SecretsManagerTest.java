package io.datatier.rehearsal.secretsmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.TestValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsManagerTest {

  private final DataTier tier;
  private final Path folder;

  SecretsManagerTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
    this.folder = folder;
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void gives_a_secret_an_arn_of_its_own() {
    var secret = tier.secret().create();
    assertTrue(
        secret
            .id()
            .matches(
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:application-0123456-[A-Za-z]{6}"));
    assertEquals(secret.id(), secret.text("arn"));
    secret.expectSteady();
    secret.expectReplacement(tier.secret().with("name", "other"), "name");
  }

  @Test
  void keeps_the_key_of_a_secret_that_is_left_out() {
    var key = tier.aws().resource("aws:kms/key:Key", "key").create().text("arn");
    var secret = tier.secret().with("kmsKeyId", key).create();
    assertEquals(key, secret.update(tier.secret()).text("kmsKeyId"));
  }

  @Test
  void judges_secrets() {
    tier.secret()
        .with("name", "no spaces")
        .with("recoveryWindowInDays", 3)
        .with("policy", "none")
        .expectFailures(
            "name: must have 1 to 512 letters, digits and /_+=.@-, but is \"no spaces\"",
            "policy: must be a JSON document, but is not valid JSON",
            "recoveryWindowInDays: must be 7 to 30 days, or 0, but is 3");
  }

  @Test
  void keeps_the_name_of_a_deleted_secret_until_its_window_is_over() {
    var draft = tier.secret().with("name", "application");
    var secret = draft.create();
    draft.expectRefused(
        "creating Secrets Manager Secret (application): ResourceExistsException: The operation"
            + " failed because the secret application already exists.");
    secret.delete();
    assertEquals("", secret.refresh().id());
    assertEquals(List.of(), tier.aws().account().leftovers());
    assertEquals(
        List.of(secret.id()),
        tier.aws().account().scheduledForDeletion().stream().map(Entity::id).toList());
    draft.expectRefused(
        "creating Secrets Manager Secret (application): InvalidRequestException: You can't create"
            + " this secret because a secret with this name is already scheduled for deletion.");
    var atOnce = draft.with("name", "other").with("recoveryWindowInDays", 0);
    atOnce.create().delete();
    atOnce.create().delete();
  }

  @Test
  void keeps_of_a_value_only_a_fingerprint_and_how_it_is_built() throws IOException {
    var secret = tier.secret().create();
    var value = "{\"username\":\"app\",\"password\":\"canary-4711\"}";
    var version = tier.version(secret, value).create();
    assertEquals(secret.id() + "|" + version.text("versionId"), version.id());
    assertEquals(List.of("AWSCURRENT"), version.outputs().get("versionStages"));
    assertEquals(TestValues.secret(value), version.outputs().get("secretString"));
    assertFalse(Files.readString(folder.resolve("account.json")).contains("canary"));
    version.expectSteady();
    version.expectUpdate(tier.version(secret, value));
    version.expectReplacement(tier.version(secret, "{}"), "secretString");
    secret.delete();
    assertEquals("", version.refresh().id());
  }

  @Test
  void makes_the_current_version_the_previous_one() {
    var secret = tier.secret().create();
    var first = tier.version(secret, "{}").create();
    var second = tier.version(secret, "{\"username\":\"app\"}").create();
    assertEquals(List.of("AWSPREVIOUS"), first.refresh().outputs().get("versionStages"));
    second.expectSteady();
    first.delete();
    second.delete();
    secret.delete();
    assertEquals(List.of(), tier.aws().account().leftovers());
    tier.version(secret, "{}")
        .expectRefused(
            "creating Secrets Manager Secret Version: ResourceNotFoundException: Secrets Manager"
                + " can't find the specified secret: "
                + secret.id());
  }
}
