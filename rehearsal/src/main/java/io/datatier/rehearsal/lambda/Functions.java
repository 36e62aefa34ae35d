package io.datatier.rehearsal.lambda;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.iam.RolePermissions;
import java.util.Optional;

/** Lambda functions that other resources refer to, by name or ARN and by version or alias. */
public final class Functions {

  static final String LATEST = "$LATEST";

  private Functions() {}

  public static Entity find(Account account, String reference) {
    return account
        .find(LambdaFunction.TYPE, reference)
        .or(() -> account.findBy(LambdaFunction.TYPE, "arn", reference))
        .or(() -> account.findBy(LambdaFunction.TYPE, "arn", reference.replaceAll(":[^:]+$", "")))
        .orElseThrow(
            () ->
                notFound(
                    reference.startsWith("arn:")
                        ? reference
                        : account.arn("lambda", "function:" + reference)));
  }

  /** The name in a reference, which the provider takes for the same as the ARN. */
  static String name(String reference) {
    int at = reference.indexOf(":function:");
    return at < 0 ? reference : reference.substring(at + ":function:".length());
  }

  private static AwsFault notFound(String arn) {
    return new AwsFault("ResourceNotFoundException", "Function not found: " + arn);
  }

  /** The number of the newest published version; 0 if none was published. */
  static int newest(Entity function) {
    return function
        .text("version")
        .filter(version -> version.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .orElse(0);
  }

  /** Rejects a version or alias that a function does not have. */
  public static void requireQualifier(Account account, Entity function, String qualifier) {
    boolean isVersion = qualifier.matches("\\d{1,9}");
    boolean isThere =
        qualifier.equals(LATEST)
            || (isVersion
                ? Integer.parseInt(qualifier) <= newest(function)
                : alias(account, function, qualifier).isPresent());
    if (!isThere) {
      throw notFound(function.text("arn").orElse("") + ":" + qualifier);
    }
  }

  static Optional<Entity> alias(Account account, Entity function, String name) {
    return account.find(LambdaAlias.TYPE, function.text("arn").orElse("") + ":" + name);
  }

  /**
   * Rejects an action that the function's role is not allowed, as far as its policies are known.
   */
  static void requireAllowed(
      Account account, String roleArn, String action, String resource, String refusal) {
    if (RolePermissions.of(account, roleArn).allow(action, resource).isFalse()) {
      throw new AwsFault("InvalidParameterValueException", refusal);
    }
  }
}
