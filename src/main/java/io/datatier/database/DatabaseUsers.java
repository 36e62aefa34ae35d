package io.datatier.database;

import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import io.datatier.encryption.EncryptionKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The users that applications log in as: an empty secret for each, and the SQL that creates it. No
 * password passes through the program or its state: whoever runs the SQL sets it and stores it in
 * the secret.
 */
public final class DatabaseUsers extends Component {

  private final DatabaseLogin master;
  private final List<DatabaseUser> requested;
  private final List<DatabaseLogin> applications;
  private final Optional<String> sql;

  /** Users without a parent. */
  public DatabaseUsers(
      String name,
      List<DatabaseUser> users,
      SecretRecovery recovery,
      PostgresDatabase database,
      EncryptionKeys keys) {
    this(name, users, recovery, database, keys, ComponentResourceOptions.Empty);
  }

  /**
   * {@code users} of {@code database}.
   *
   * @param name also the first part of the secrets' names, before the user's
   * @param users all of different names; without any, applications log in as the master user
   * @param recovery of a removed user's secret
   * @param keys with which the secrets are encrypted
   */
  public DatabaseUsers(
      String name,
      List<DatabaseUser> users,
      SecretRecovery recovery,
      PostgresDatabase database,
      EncryptionKeys keys,
      ComponentResourceOptions options) {
    super("datatier:database:DatabaseUsers", name, options);
    this.master = database.master();
    this.requested = List.copyOf(users);
    this.applications =
        users.stream()
            .map(
                user ->
                    new DatabaseLogin(
                        user.name().value(), createSecret(name, user, recovery, keys.secrets())))
            .toList();
    this.sql =
        users.isEmpty()
            ? Optional.empty()
            : Optional.of(new UserSql(new MasterUsername(master.username()), users).text());
    registerOutputs(Map.of("secretArns", secretArns()));
  }

  /** The requested users and what they may do. */
  public List<DatabaseUser> requested() {
    return requested;
  }

  /** The requested users, and where their passwords are kept, in the same order. */
  public List<DatabaseLogin> applications() {
    return applications;
  }

  /** The users that the proxy accepts: the requested ones, or else the master user. */
  public List<DatabaseLogin> logins() {
    return applications.isEmpty() ? List.of(master) : applications;
  }

  /** The SQL that creates the requested users; empty if there are none. */
  public Optional<String> sql() {
    return sql;
  }

  /** The secrets' ARNs by the user's name. */
  public Output<Map<String, String>> secretArns() {
    var names = applications.stream().map(DatabaseLogin::username).toList();
    return Output.all(applications.stream().map(login -> login.secret().arn()).toList())
        .applyValue(arns -> zip(names, arns));
  }

  private DatabaseSecret createSecret(
      String name, DatabaseUser user, SecretRecovery recovery, Optional<Output<String>> key) {
    var secret =
        SecretArgs.builder()
            .name(name + "/" + user.name().value())
            .description("Password of the database user " + user.name().value())
            .recoveryWindowInDays(recovery.days());
    key.ifPresent(secret::kmsKeyId);
    var made = new Secret(child(user.name().value()), secret.build(), childOptions());
    return new DatabaseSecret(ResourceOutput.of(made, made.arn()), key);
  }

  private static Map<String, String> zip(List<String> keys, List<String> values) {
    return IntStream.range(0, keys.size())
        .boxed()
        .collect(Collectors.toMap(keys::get, values::get));
  }
}
