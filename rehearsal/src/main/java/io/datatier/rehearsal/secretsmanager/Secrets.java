package io.datatier.rehearsal.secretsmanager;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.iam.Context;
import io.datatier.rehearsal.iam.PolicyDocument;
import io.datatier.rehearsal.iam.RolePermissions;
import io.datatier.rehearsal.iam.Truth;
import io.datatier.rehearsal.kms.Keys;
import java.util.Optional;

/** Secrets that other resources refer to; never their values. */
public final class Secrets {

  private static final String SERVICE = "secretsmanager";

  private Secrets() {}

  /** The secret with an ARN or name, unless it is scheduled for deletion. */
  public static Optional<Entity> find(Account account, String reference) {
    return account
        .find(SecretsManagerSecret.TYPE, reference)
        .or(() -> account.findBy(SecretsManagerSecret.TYPE, "arn", reference))
        .or(() -> account.findBy(SecretsManagerSecret.TYPE, "name", reference))
        .filter(secret -> !secret.isScheduledForDeletion());
  }

  static Entity required(Account account, String reference) {
    return find(account, reference)
        .orElseThrow(
            () ->
                new AwsFault(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret: " + reference));
  }

  /** Whether a role may read a secret, by its own policies and the secret's. */
  public static Truth mayRead(Account account, RolePermissions role, Entity secret) {
    return may("secretsmanager:GetSecretValue", account, role, secret);
  }

  /** Whether a role may do {@code action} with a secret, by its own policies and the secret's. */
  public static Truth may(String action, Account account, RolePermissions role, Entity secret) {
    var request = role.asks(action, secret.id(), context(account, secret));
    return role.allow(request, policy(account, secret).map(PolicyDocument::of));
  }

  private static Optional<String> policy(Account account, Entity secret) {
    return secret
        .text("policy")
        .filter(text -> !text.isEmpty())
        .or(() -> account.find(SecretPolicy.TYPE, secret.id()).flatMap(its -> its.text("policy")));
  }

  /** Service authorization reference, "Condition keys for AWS Secrets Manager". */
  private static Context context(Account account, Entity secret) {
    var known =
        Context.UNKNOWN
            .with("secretsmanager:SecretId", secret.id())
            .with("secretsmanager:SecretPrimaryRegion", account.region())
            .withTags("aws:ResourceTag", secret)
            .withTags("secretsmanager:ResourceTag", secret);
    var function =
        account
            .find(SecretRotation.TYPE, secret.id())
            .flatMap(rotation -> rotation.text("rotationLambdaArn"));
    var key = "secretsmanager:resource/AllowRotationLambdaArn";
    return function.map(arn -> known.with(key, arn)).orElseGet(() -> known.without(key));
  }

  /**
   * Whether a role may decrypt a secret with its key, which Secrets Manager does through KMS
   * (Secrets Manager user guide, "Secret encryption and decryption").
   */
  public static Truth mayDecrypt(Account account, RolePermissions role, Entity secret, Entity key) {
    return mayUseKey("kms:Decrypt", account, role, secret, key);
  }

  /** Whether a role may do {@code action} with a secret's key through Secrets Manager. */
  public static Truth mayUseKey(
      String action, Account account, RolePermissions role, Entity secret, Entity key) {
    return Keys.mayUse(
        account,
        role,
        key,
        action,
        Context.UNKNOWN
            .with("kms:CallerAccount", account.number())
            .with("kms:EncryptionContext:SecretARN", secret.id())
            .with("kms:ViaService", "%s.%s.amazonaws.com".formatted(SERVICE, account.region()))
            .withTags("aws:ResourceTag", key));
  }
}
