package io.datatier.rehearsal.kms;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.PolicyDocument;
import io.datatier.rehearsal.iam.PolicyGrammar;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows internal/service/kms/key.go of the provider. KMS deletes a key only after its deletion
 * window, 30 days by default; to the provider it is deleted as soon as it is pending deletion.
 *
 * <p>Checked: usage, rotation, deletion window; a policy that keeps the key manageable.
 */
@AutoService(ResourceType.class)
public final class KmsKey implements ResourceType {

  public static final String TYPE = "aws:kms/key:Key";

  private static final int LONGEST_WAIT = 30;

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "KMS Key")
        .replacedBy(
            "customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId")
        .filledByAws("description", "multiRegion", "policy", "rotationPeriodInDays")
        .documents("policy")
        .unread("bypassPolicyLockoutSafetyCheck", "deletionWindowInDays");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account.find(TYPE, id).filter(key -> !key.isScheduledForDeletion());
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("bypassPolicyLockoutSafetyCheck", false)
        .fill("customerMasterKeySpec", "SYMMETRIC_DEFAULT")
        .fill("enableKeyRotation", false)
        .fill("isEnabled", true)
        .fill("keyUsage", "ENCRYPT_DECRYPT")
        .length("description", 0, 8192)
        .length("customKeyStoreId", 1, 22)
        .oneOf(
            "customerMasterKeySpec",
            "ECC_NIST_P256",
            "ECC_NIST_P384",
            "ECC_NIST_P521",
            "ECC_SECG_P256K1",
            "HMAC_224",
            "HMAC_256",
            "HMAC_384",
            "HMAC_512",
            "RSA_2048",
            "RSA_3072",
            "RSA_4096",
            "SM2",
            "SYMMETRIC_DEFAULT")
        .oneOf("keyUsage", "ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT")
        .between("deletionWindowInDays", 7, LONGEST_WAIT, "days")
        .between("rotationPeriodInDays", 90, 2560, "days")
        .judge("policy", PolicyGrammar.Kind.RESOURCE)
        .needs("rotationPeriodInDays", "enableKeyRotation");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var settled =
        properties
            .withDefault("description", "")
            .withDefault("multiRegion", false)
            .withDefault("policy", defaultPolicy(account));
    return settled.flag("enableKeyRotation")
        ? settled.withDefault("rotationPeriodInDays", 365)
        : settled.withDefault("rotationPeriodInDays", 0);
  }

  /** Delegates everything to IAM policies (KMS developer guide, "Default key policy"). */
  static String defaultPolicy(Account account) {
    return """
        {"Id":"key-default-1","Statement":[{"Action":"kms:*","Effect":"Allow","Principal":\
        {"AWS":"arn:aws:iam::%s:root"},"Resource":"*","Sid":"Enable IAM User Permissions"}],\
        "Version":"2012-10-17"}"""
        .formatted(account.number());
  }

  /** KMS prevents a lockout. */
  static void refuseLockout(Fields properties) {
    var policy = PolicyDocument.of(properties.text("policy", "{}"));
    if (!properties.flag("bypassPolicyLockoutSafetyCheck")
        && !policy.allowsToPrincipals("kms:PutKeyPolicy")) {
      throw new AwsFault(
          "MalformedPolicyDocumentException",
          "The new key policy will not allow you to update the key policy in the future: allow kms:PutKeyPolicy to the account's root.");
    }
  }

  @Override
  public void admit(Account account, Fields properties) {
    refuseLockout(properties);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var id = Ids.uuid(account, "key");
    return made(
        account, id, properties.with("arn", account.arn("kms", "key/" + id)).with("keyId", id));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    var days = (long) state.number("deletionWindowInDays").orElse(LONGEST_WAIT);
    return account
        .without(entity)
        .with(entity.scheduledForDeletion(account.now().plus(Duration.ofDays(days))));
  }
}
