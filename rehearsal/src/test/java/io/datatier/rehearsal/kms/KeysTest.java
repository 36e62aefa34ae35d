package io.datatier.rehearsal.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.cloudwatch.LogGroup;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysTest {

  private final DataTier tier;

  KeysTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft logs(Live key) {
    return tier.aws()
        .resource(LogGroup.TYPE, "logs")
        .with("name", "/aws/lambda/validate")
        .with("kmsKeyId", key.text("arn"));
  }

  private static String lettingLogs(String logGroupArn) {
    return """
        {"Statement":[
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*",
           "Resource":"*"},
          {"Effect":"Allow","Principal":{"Service":"logs.us-east-1.amazonaws.com"},
           "Action":["kms:Encrypt*","kms:Decrypt*","kms:GenerateDataKey*"],"Resource":"*",
           "Condition":{"ArnLike":{"kms:EncryptionContext:aws:logs:arn":"%s"}}}]}"""
        .formatted(logGroupArn);
  }

  @Test
  void describes_keys_of_the_account_and_those_that_aws_manages() {
    var token = "aws:kms/getKey:getKey";
    var key = tier.key().with("description", "for storage").create();
    var own = tier.aws().look(token, Map.of("keyId", key.text("arn")));
    assertEquals(List.of("for storage", "CUSTOMER", "Enabled"), told(own));
    var managed = Keys.awsManaged(tier.aws().account(), "aws/rds");
    assertEquals(
        List.of("Default key of an AWS service", "AWS", "Enabled"),
        told(tier.aws().look(token, Map.of("keyId", managed))));
    key = key.update(tier.key().with("description", "for storage").with("isEnabled", false));
    assertEquals(
        List.of("for storage", "CUSTOMER", "Disabled"),
        told(tier.aws().look(token, Map.of("keyId", key.id()))));
    key.delete();
    assertEquals(
        List.of("for storage", "CUSTOMER", "PendingDeletion"),
        told(tier.aws().look(token, Map.of("keyId", key.id()))));
    tier.aws()
        .expectLookRefused(
            token, Map.of("keyId", "nowhere"), "reading KMS Key (nowhere): couldn't find resource");
  }

  private static List<Object> told(Map<String, Object> key) {
    return List.of(key.get("description"), key.get("keyManager"), key.get("keyState"));
  }

  @Test
  void gives_a_key_what_kms_gives_it() {
    var key = tier.key().create();
    assertTrue(key.id().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), key.id());
    assertEquals("arn:aws:kms:us-east-1:123456789012:key/" + key.id(), key.text("arn"));
    assertEquals(365.0, key.outputs().get("rotationPeriodInDays"));
    assertTrue(key.text("policy").contains("arn:aws:iam::123456789012:root"));
    key.expectSteady();
    key.expectUpdate(tier.key().with("description", "other"), "description");
    key.expectReplacement(tier.key().with("keyUsage", "SIGN_VERIFY"), "keyUsage");
  }

  @Test
  void judges_keys() {
    tier.key()
        .with("deletionWindowInDays", 6)
        .with("enableKeyRotation", false)
        .with("rotationPeriodInDays", 30)
        .with("keyUsage", "ENCRYPT")
        .with("customerMasterKeySpec", "AES_256")
        .with("customKeyStoreId", "")
        .with("policy", "[]")
        .expectFailures(
            "customKeyStoreId: must have 1 to 22 characters, but has 0",
            "customerMasterKeySpec: must be one of ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521,"
                + " ECC_SECG_P256K1, HMAC_224, HMAC_256, HMAC_384, HMAC_512, RSA_2048, RSA_3072,"
                + " RSA_4096, SM2, SYMMETRIC_DEFAULT, but is AES_256 (did you mean HMAC_256?)",
            "deletionWindowInDays: must be 7 to 30 days, but is 6",
            "keyUsage: must be one of ENCRYPT_DECRYPT, GENERATE_VERIFY_MAC, KEY_AGREEMENT,"
                + " SIGN_VERIFY, but is ENCRYPT",
            "policy: must be a JSON document, but is not valid JSON",
            "rotationPeriodInDays: must be 90 to 2560 days, but is 30",
            "rotationPeriodInDays: needs enableKeyRotation to be true");
    tier.key()
        .with(
            "policy",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":"
                + "\"kms:Decrypt\",\"Resource\":\"*\"}}")
        .expectRefused(
            "creating KMS Key: MalformedPolicyDocumentException: The new key policy will not allow"
                + " you to update the key policy in the future: allow kms:PutKeyPolicy to the"
                + " account's root.");
  }

  @Test
  void deletes_a_key_only_after_its_waiting_time() {
    var key = tier.key().create();
    key.delete();
    assertEquals("", key.refresh().id());
    assertEquals(List.of(), tier.aws().account().leftovers());
    assertEquals(
        List.of(key.id()),
        tier.aws().account().scheduledForDeletion().stream().map(Entity::id).toList());
    logs(key)
        .expectRefused(
            "creating CloudWatch Logs Log Group (/aws/lambda/validate): AccessDeniedException: The"
                + " specified KMS key does not exist or is not allowed to be used with LogGroup"
                + " 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/validate': the"
                + " policy of "
                + key.text("arn")
                + " must allow kms:Encrypt, kms:Decrypt and kms:GenerateDataKey to"
                + " logs.us-east-1.amazonaws.com.");
  }

  @Test
  void lets_log_groups_have_only_a_key_that_the_service_may_use() {
    var key = tier.key().create();
    var refusal =
        "creating CloudWatch Logs Log Group (/aws/lambda/validate): AccessDeniedException: The"
            + " specified KMS key does not exist or is not allowed to be used with LogGroup"
            + " 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/validate': the policy of "
            + key.text("arn")
            + " must allow kms:Encrypt, kms:Decrypt and kms:GenerateDataKey to"
            + " logs.us-east-1.amazonaws.com.";
    logs(key).expectRefused(refusal);
    var elsewhere =
        key.update(tier.key().with("policy", lettingLogs("arn:aws:logs:*:*:log-group:/other/*")));
    logs(key).expectRefused(refusal);
    elsewhere.update(
        tier.key().with("policy", lettingLogs("arn:aws:logs:*:*:log-group:/aws/lambda/*")));
    logs(key).create().expectSteady();
  }

  @Test
  void gives_a_key_a_policy_apart_from_it() {
    var key = tier.key().create();
    var policy =
        tier.aws()
            .resource(KmsKeyPolicy.TYPE, "policy")
            .with("keyId", key.id())
            .with("policy", lettingLogs("*"))
            .create();
    assertEquals(key.id(), policy.id());
    policy.expectSteady();
    logs(key).create();
    // The key shows another policy now, and nobody says that it should not.
    key.refresh().expectUpdate(tier.key());
    policy.delete();
    key.expectSteady();
    var draft =
        tier.aws()
            .resource(KmsKeyPolicy.TYPE, "other")
            .with("keyId", key.text("arn"))
            .with("policy", lettingLogs("*"))
            .with("bypassPolicyLockoutSafetyCheck", true);
    var other = draft.create();
    assertEquals(key.id(), other.text("keyId"));
    other.expectUpdate(draft, "keyId");
    other.delete();
    assertEquals(lettingLogs("*"), key.refresh().text("policy"));
  }

  @Test
  void shows_another_key_of_a_policy_again_and_again_and_changes_nothing() {
    var first = tier.key().create();
    var second = tier.key().named("second").create();
    var policy =
        tier.aws()
            .resource(KmsKeyPolicy.TYPE, "policy")
            .with("keyId", first.id())
            .with("policy", lettingLogs("*"));
    var live = policy.create();
    var moved = policy.with("keyId", second.id());
    live.expectUpdate(moved, "keyId");
    var updated = live.update(moved);
    assertEquals(first.id(), updated.text("keyId"));
    updated.expectUpdate(moved, "keyId");
    second.expectSteady();
  }

  @Test
  void gives_keys_other_names() {
    var key = tier.key().create();
    var alias = tier.aws().resource(KmsAlias.TYPE, "data").with("targetKeyId", key.id());
    var live = alias.create();
    assertEquals("alias/data-0123456", live.id());
    assertEquals(key.text("arn"), live.text("targetKeyArn"));
    live.expectSteady();
    live.expectUpdate(alias);
    var byArn = alias.with("targetKeyId", key.text("arn"));
    live.expectUpdate(byArn);
    assertEquals(key.id(), byArn.named("second").create().text("targetKeyId"));
    alias
        .with("name", "data")
        .expectFailures(
            "name: must begin with alias/, not with alias/aws/, and have only letters, digits and"
                + " /_-, but is \"data\"");
    alias
        .with("name", live.id())
        .expectRefused(
            "creating KMS Alias (alias/data-0123456): AlreadyExistsException: An alias with the"
                + " name arn:aws:kms:us-east-1:123456789012:alias/data-0123456 already exists");
    tier.secret().with("kmsKeyId", live.id()).create();
    key.delete();
    tier.secret()
        .with("name", "second")
        .with("kmsKeyId", live.id())
        .expectRefusedAtPreview(
            "creating Secrets Manager Secret (second): EncryptionFailure: The specified KMS key"
                + " [alias/data-0123456] does not exist, is not enabled or is pending deletion.");
  }

  @Test
  void refuses_databases_a_key_that_is_not_there() {
    tier.databaseAlone()
        .with("kmsKeyId", "arn:aws:kms:us-east-1:123456789012:key/none")
        .expectRefusedAtPreview(
            "creating RDS DB Instance (campaign-postgres): KMSKeyNotAccessibleFault: The specified"
                + " KMS key [arn:aws:kms:us-east-1:123456789012:key/none] does not exist, is not"
                + " enabled or is pending deletion.");
    tier.databaseAlone().with("kmsKeyId", tier.key().create().text("arn")).preview();
    tier.databaseAlone().with("masterUserSecretKmsKeyId", "alias/aws/secretsmanager").preview();
  }

  private Draft grant(Live key) {
    return tier.aws()
        .resource(KmsGrant.TYPE, "volumes")
        .with("keyId", key.id())
        .with("granteePrincipal", "arn:aws:iam::123456789012:role/workers")
        .with("operations", List.of("Decrypt", "CreateGrant"));
  }

  @Test
  void grants_the_use_of_keys() {
    var key = tier.key().create();
    var grant = grant(key).create();
    assertEquals(key.id() + ":" + grant.text("grantId"), grant.id());
    grant.expectSteady();
    grant.expectUpdate(grant(key).with("operations", List.of("CreateGrant", "Decrypt")));
    grant.expectReplacement(grant(key).with("operations", List.of("Decrypt")), "operations");
    grant(key)
        .with("granteePrincipal", "workers")
        .with("operations", List.of("Read"))
        .with(
            "constraints",
            List.of(
                Map.of(
                    "encryptionContextEquals",
                    Map.of("a", "b"),
                    "encryptionContextSubset",
                    Map.of("a", "b"))))
        .expectFailures(
            "constraints[0].encryptionContextSubset: cannot be set together with"
                + " encryptionContextEquals",
            "granteePrincipal: must be the ARN of an IAM principal, or a service such as"
                + " rds.amazonaws.com, but is \"workers\"",
            "operations[0]: must be one of CreateGrant, Decrypt, DeriveSharedSecret, DescribeKey,"
                + " Encrypt, GenerateDataKey, GenerateDataKeyPair,"
                + " GenerateDataKeyPairWithoutPlaintext, GenerateDataKeyWithoutPlaintext,"
                + " GenerateMac, GetPublicKey, ReEncryptFrom, ReEncryptTo, RetireGrant, Sign,"
                + " Verify, VerifyMac, but is Read");
    key.delete();
    assertEquals("", grant.refresh().id());
    assertEquals(List.of(), tier.aws().account().leftovers());
    grant(key)
        .expectRefusedAtPreview(
            "creating KMS Grant (volumes-0123456): KMSInvalidStateException: "
                + key.text("arn")
                + " is pending deletion.");
  }
}
