package io.datatier.rehearsal.login;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.iam.RolePermissions;
import io.datatier.rehearsal.iam.Truth;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.secretsmanager.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values of an account's secrets, in memory only, and who may read and write them: the account
 * decides that by the policies of the role, the secret and its key.
 */
final class SecretStore {

  /** A request that Secrets Manager refuses, with its error code. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  private final Account account;
  private final Map<String, String> values = new ConcurrentHashMap<>();

  SecretStore(Account account) {
    this.account = account;
  }

  /** Puts a value there as AWS itself does. */
  void put(String arn, Credentials credentials) {
    values.put(arn, credentials.json());
  }

  /** The ARN of the secret that holds a user's password. */
  Optional<String> find(String username) {
    return values.entrySet().stream()
        .filter(each -> Credentials.parse(each.getValue()).username().equals(username))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Everyone whose password a secret holds. */
  List<Credentials> all() {
    return values.values().stream().map(Credentials::parse).distinct().toList();
  }

  /** The value that {@code role} reads. */
  String read(String role, String arn) throws Refused {
    var secret = permitted(role, arn, "secretsmanager:GetSecretValue", "kms:Decrypt");
    return Optional.ofNullable(values.get(secret.id()))
        .orElseThrow(
            () ->
                new Refused(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for staging label:"
                        + " AWSCURRENT"));
  }

  /** Stores a value as {@code role} asks. */
  void write(String role, String arn, String value) throws Refused {
    values.put(
        permitted(role, arn, "secretsmanager:PutSecretValue", "kms:GenerateDataKey").id(), value);
  }

  private Entity permitted(String role, String arn, String action, String keyAction)
      throws Refused {
    var secret = Secrets.find(account, arn);
    if (secret.isEmpty()) {
      throw new Refused(
          "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    var permissions = RolePermissions.of(account, role);
    requireAllowed(
        Secrets.may(action, account, permissions, secret.get()), permissions, action, arn);
    var key = secret.get().text("kmsKeyId").flatMap(id -> Keys.find(account, id));
    if (key.isPresent()) {
      requireAllowed(
          Secrets.mayUseKey(keyAction, account, permissions, secret.get(), key.get()),
          permissions,
          keyAction,
          key.get().id());
    }
    return secret.get();
  }

  private static void requireAllowed(
      Truth allowed, RolePermissions role, String action, String resource) throws Refused {
    if (allowed.isFalse()) {
      throw new Refused(
          "AccessDeniedException",
          "The role %s is not authorized to perform %s on %s"
              .formatted(role.name(), action, resource));
    }
  }
}
