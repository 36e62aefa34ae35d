package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.iam.RolePermissions;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.secretsmanager.SecretVersion;
import io.datatier.rehearsal.secretsmanager.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * Whether a proxy could log in with each of its secrets. In AWS only the target shows that it
 * cannot: after twenty minutes it reports AUTH_FAILURE and never becomes AVAILABLE (RDS user guide,
 * "Setting up database credentials for RDS Proxy").
 */
final class ProxyCredentials {

  private ProxyCredentials() {}

  static void requireLogin(Account account, Entity proxy) {
    AwsFault.ifAny(
        fault(account, proxy),
        "AUTH_FAILURE",
        reason -> "The target would never become AVAILABLE: " + reason);
  }

  /** Why a proxy cannot log in with one of its secrets, if it cannot. */
  static Optional<String> fault(Account account, Entity proxy) {
    var role = RolePermissions.of(account, proxy.text("roleArn").orElse(""));
    return proxy.properties().objects("auths").stream()
        .map(auth -> auth.text("secretArn").orElse(""))
        .flatMap(arn -> fault(account, role, arn).stream())
        .findFirst();
  }

  private static Optional<String> fault(Account account, RolePermissions role, String arn) {
    var secret = Secrets.find(account, arn);
    return secret.isEmpty()
        ? Optional.of("the secret %s does not exist or is scheduled for deletion.".formatted(arn))
        : holdsNoUser(account, secret.get()).or(() -> cannotReach(account, role, secret.get()));
  }

  /**
   * The secrets that a proxy cannot log in with yet, because they were created here and have no
   * value.
   */
  static List<String> empty(Account account, Entity proxy) {
    return proxy.properties().objects("auths").stream()
        .flatMap(auth -> Secrets.find(account, auth.text("secretArn").orElse("")).stream())
        .filter(Entity::isMade)
        .map(Entity::id)
        .filter(secret -> account.find(SecretVersion.VALUE_TYPE, secret).isEmpty())
        .toList();
  }

  private static Optional<String> holdsNoUser(Account account, Entity secret) {
    return account
        .find(SecretVersion.VALUE_TYPE, secret.id())
        .filter(
            value ->
                !value.properties().texts("members").containsAll(List.of("password", "username")))
        .map(
            value ->
                "the secret %s must be a JSON object with username and password."
                    .formatted(secret.id()));
  }

  private static Optional<String> cannotReach(
      Account account, RolePermissions role, Entity secret) {
    if (Secrets.mayRead(account, role, secret).isFalse()) {
      return Optional.of(
          "the role %s cannot read the secret %s. Allow secretsmanager:GetSecretValue on it, and create that policy before the target."
              .formatted(role.name(), secret.id()));
    }
    return secret
        .text("kmsKeyId")
        .flatMap(key -> Keys.find(account, key))
        .filter(key -> Secrets.mayDecrypt(account, role, secret, key).isFalse())
        .map(
            key ->
                "the role %s cannot decrypt the secret %s. Allow kms:Decrypt on %s in both the role's policy and the key's, and create them before the target."
                    .formatted(role.name(), secret.id(), key.text("arn").orElse("")));
  }
}
