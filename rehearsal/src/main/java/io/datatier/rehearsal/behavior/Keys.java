package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keys of KMS, as others refer to them: by id, by ARN, or by the name or ARN of an alias (KMS
 * developer guide, "Key identifiers").
 */
final class Keys {

  private static final Set<String> AWS_MANAGED =
      Set.of("aws/lambda", "aws/rds", "aws/secretsmanager", "aws/sns", "aws/sqs", "aws/ssm");

  private Keys() {}

  /** The key, unless AWS is to delete it. */
  static Optional<Entity> find(Account account, String reference) {
    var id =
        Stream.of(Optional.of(reference), Optional.of(afterLast(reference, ":key/")))
            .flatMap(Optional::stream);
    var target =
        account
            .find(Types.KEY_ALIAS, afterLast(reference, "(?=:alias/):"))
            .flatMap(alias -> alias.text("targetKeyId"))
            .map(key -> afterLast(key, ":key/"));
    return Stream.concat(id, target.stream())
        .map(each -> account.find(Types.KEY, each))
        .flatMap(Optional::stream)
        .filter(key -> !key.isScheduledForDeletion())
        .findFirst();
  }

  private static String afterLast(String reference, String mark) {
    var parts = reference.split(mark, -1);
    return parts[parts.length - 1];
  }

  /**
   * Refuses a key that a service could not use. Keys of AWS and of other accounts are taken to be
   * right.
   *
   * @param code the service's code for that
   */
  static void usable(Account account, Optional<String> reference, String code) {
    reference
        .filter(key -> !isOutOfSight(account, key))
        .filter(
            key ->
                find(account, key).filter(found -> found.properties().flag("isEnabled")).isEmpty())
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

  /** Whether the policy of a key leaves it to IAM, or to the role itself, to use it. */
  static boolean isOpenTo(Account account, Entity key, String action, String role) {
    var principals =
        Set.of(role, account.number(), "arn:aws:iam::" + account.number() + ":root", "*");
    return PolicyDocument.of(key.text("policy").orElse("{}")).letsAws(action, principals);
  }
}
