package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.PostgresDatabase;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import java.util.List;
import java.util.Optional;

/**
 * A proxy, what it stands in front of and whom it lets through.
 *
 * @param database behind the proxy; both live in one network, as RDS wants
 * @param logins the users that it knows, 1 to 200 (RDS API, CreateDBProxy, Auth); by default the
 *     master user alone
 * @param logRetention of its log
 * @param logKey the KMS key of its log; without one CloudWatch Logs uses its own
 */
public record DatabaseProxyArgs(
    ProxySettings settings,
    PostgresDatabase database,
    List<DatabaseLogin> logins,
    LogRetention logRetention,
    Optional<Output<String>> logKey) {

  public DatabaseProxyArgs {
    logins = List.copyOf(logins);
    InvalidValue.requireBetween(logins.size(), 1, 200, "be 1 to 200 users of a proxy");
    if (settings.readOnlyEndpoint() && !database.hasReaders()) {
      throw new InvalidValue(
          "a read-only endpoint", "lead to an Aurora cluster with readers; RDS has no other");
    }
  }

  static DatabaseProxyArgs of(ProxySettings settings, PostgresDatabase database) {
    return new DatabaseProxyArgs(
        settings, database, List.of(database.master()), LogRetention.USUAL, Optional.empty());
  }

  /** The same proxy, letting {@code logins} through and nobody else. */
  public DatabaseProxyArgs admitting(List<DatabaseLogin> logins) {
    return new DatabaseProxyArgs(settings, database, logins, logRetention, logKey);
  }

  /** The same proxy, its log encrypted with {@code keys}. */
  public DatabaseProxyArgs encryptedWith(EncryptionKeys keys) {
    return new DatabaseProxyArgs(settings, database, logins, logRetention, keys.logs());
  }

  /** The same proxy, its log kept for {@code retention}. */
  public DatabaseProxyArgs keepingLogs(LogRetention retention) {
    return new DatabaseProxyArgs(settings, database, logins, retention, logKey);
  }

  /**
   * Refuses tokens for the master user, who owns the database: whoever may sign one could do
   * anything in it. Not a matter of the constructor, since {@link #admitting} replaces the master
   * user, who is there by default.
   */
  void refuseTokensForMaster() {
    var master = database.master().username();
    if (settings.authentication() == ClientAuthentication.IAM
        && logins.stream().anyMatch(login -> login.username().equals(master))) {
      throw new InvalidValue(
          master, "not sign in with IAM tokens; list users of the database for the applications");
    }
  }

  LogGroups logGroups() {
    return new LogGroups(logRetention, logKey);
  }
}
