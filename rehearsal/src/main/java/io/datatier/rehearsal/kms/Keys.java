package io.datatier.rehearsal.kms;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.iam.Context;
import io.datatier.rehearsal.iam.PolicyDocument;
import io.datatier.rehearsal.iam.RolePermissions;
import io.datatier.rehearsal.iam.Truth;
import io.datatier.rehearsal.value.Value;
import java.util.Optional;
import java.util.Set;

/**
 * KMS keys that other resources refer to, by id, ARN, or the name or ARN of an alias (KMS developer
 * guide, "Key identifiers").
 */
public final class Keys {

  private static final Set<String> AWS_MANAGED =
      Set.of("aws/lambda", "aws/rds", "aws/secretsmanager", "aws/sns", "aws/sqs", "aws/ssm");

  private Keys() {}

  /** The AWS managed key of a service in this account. */
  public static String awsManaged(Account account, String alias) {
    return account.arn("kms", "key/" + Ids.uuid(account.constant(alias, 32)));
  }

  /** The key, unless it is pending deletion. */
  public static Optional<Entity> find(Account account, String reference) {
    return described(account, reference).filter(key -> !key.isScheduledForDeletion());
  }

  /** The key that KMS describes, one that is pending deletion too. */
  static Optional<Entity> described(Account account, String reference) {
    var id =
        account
            .find(KmsAlias.TYPE, reference)
            .or(() -> account.findBy(KmsAlias.TYPE, "arn", reference))
            .flatMap(alias -> alias.text("targetKeyId"))
            .orElse(reference);
    return account.find(KmsKey.TYPE, id).or(() -> account.findBy(KmsKey.TYPE, "arn", id));
  }

  /** The id in a reference, which the provider takes for the same as the ARN. */
  static String id(String reference) {
    int at = reference.indexOf(":key/");
    return at < 0 ? reference : reference.substring(at + ":key/".length());
  }

  /**
   * A key that must exist and stay (KMS developer guide, "Key states").
   *
   * @throws AwsFault if it does not
   */
  static Entity required(Account account, String reference) {
    var key =
        described(account, reference)
            .orElseThrow(
                () -> new AwsFault("NotFoundException", "Invalid keyId '" + reference + "'"));
    if (key.isScheduledForDeletion()) {
      throw new AwsFault(
          "KMSInvalidStateException", key.text("arn").orElse("") + " is pending deletion.");
    }
    return key;
  }

  /** Whether two references lead to one key. */
  public static boolean areOne(Account account, String one, String other) {
    var found = find(account, one);
    return one.equals(other) || (found.isPresent() && found.equals(find(account, other)));
  }

  static boolean isEnabled(Entity key) {
    return !key.properties().get("isEnabled").equals(Optional.of(Value.of(false)));
  }

  /**
   * Rejects a key that a service cannot use. AWS managed keys and keys of other accounts are
   * assumed to work.
   *
   * @param code the service's error code
   */
  public static void requireUsable(Account account, Optional<String> reference, String code) {
    AwsFault.ifAny(
        reference
            .filter(key -> !isOutOfSight(account, key))
            .filter(key -> find(account, key).filter(Keys::isEnabled).isEmpty()),
        code,
        key ->
            "The specified KMS key [%s] does not exist, is not enabled or is pending deletion."
                .formatted(key));
  }

  private static boolean isOutOfSight(Account account, String reference) {
    boolean isForeign =
        reference.startsWith("arn:") && !reference.contains(":" + account.number() + ":");
    return isForeign || reference.contains("alias/aws/") || isOfAws(account, reference);
  }

  /** Whether it is the ARN of a key that AWS manages in this account. */
  static boolean isOfAws(Account account, String arn) {
    return AWS_MANAGED.stream().map(alias -> awsManaged(account, alias)).anyMatch(arn::equals);
  }

  /**
   * Whether a role may use a key. A fixture's key without a policy is assumed to have the default
   * one.
   */
  public static Truth mayUse(
      Account account, RolePermissions role, Entity key, String action, Context context) {
    var policy = key.text("policy").orElseGet(() -> KmsKey.defaultPolicy(account));
    return role.allowByKey(
        role.asks(action, key.text("arn").orElse(""), context), PolicyDocument.of(policy));
  }
}
