package io.datatier.rehearsal.kms;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.iam.PolicyDocument;
import io.datatier.rehearsal.rds.DbInstanceDefaults;
import io.datatier.rehearsal.value.Value;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of KMS, as others refer to them: by id, by ARN, or by the name or ARN of an alias (KMS
 * developer guide, "Key identifiers").
 */
public final class Keys {

  private static final Set<String> AWS_MANAGED =
      Set.of("aws/lambda", "aws/rds", "aws/secretsmanager", "aws/sns", "aws/sqs", "aws/ssm");

  private Keys() {}

  /** The key, unless AWS is to delete it. */
  public static Optional<Entity> find(Account account, String reference) {
    var id =
        account
            .find(Types.KEY_ALIAS, reference)
            .or(() -> account.findBy(Types.KEY_ALIAS, "arn", reference))
            .flatMap(alias -> alias.text("targetKeyId"))
            .orElse(reference);
    return account
        .find(Types.KEY, id)
        .or(() -> account.findBy(Types.KEY, "arn", id))
        .filter(key -> !key.isScheduledForDeletion());
  }

  private static boolean isEnabled(Entity key) {
    return !key.properties().get("isEnabled").equals(Optional.of(Value.of(false)));
  }

  /**
   * Refuses a key that a service could not use. Keys of AWS and of other accounts are taken to be
   * right.
   *
   * @param code the service's code for that
   */
  public static void usable(Account account, Optional<String> reference, String code) {
    reference
        .filter(key -> !isOutOfSight(account, key))
        .filter(key -> find(account, key).filter(Keys::isEnabled).isEmpty())
        .ifPresent(
            key -> {
              throw new AwsFault(
                  code,
                  "The specified KMS key [%s] does not exist, is not enabled or is to be deleted."
                      .formatted(key));
            });
  }

  private static boolean isOutOfSight(Account account, String reference) {
    boolean isForeign =
        reference.startsWith("arn:") && !reference.contains(":" + account.number() + ":");
    return isForeign
        || reference.contains("alias/aws/")
        || AWS_MANAGED.stream()
            .map(alias -> DbInstanceDefaults.awsManagedKey(account, alias))
            .anyMatch(reference::equals);
  }

  /**
   * Whether the policy of a key leaves it to IAM, or to the role itself, to use it. A key that was
   * given without a policy is taken to be right.
   */
  public static boolean isOpenTo(Account account, Entity key, String action, String role) {
    var principals =
        Set.of(role, account.number(), "arn:aws:iam::" + account.number() + ":root", "*");
    return policy(key).map(policy -> policy.letsAws(action, principals)).orElse(true);
  }

  /** The policy of a key, if it is known. */
  public static Optional<PolicyDocument> policy(Entity key) {
    return key.text("policy").map(PolicyDocument::of);
  }
}
