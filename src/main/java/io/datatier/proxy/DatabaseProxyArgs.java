package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.database.DatabaseLogin;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.values.InvalidValue;
import java.util.List;
import java.util.Optional;

/**
 * A proxy, what it stands in front of and whom it lets through.
 *
 * @param logins the users that it knows, 1 to 200 (RDS API, CreateDBProxy, Auth); by default the
 *     master user alone
 * @param logKey the KMS key of its log; without one CloudWatch Logs uses its own
 */
public record DatabaseProxyArgs(
    ProxySettings settings,
    ProxyTarget target,
    List<DatabaseLogin> logins,
    Optional<Output<String>> logKey) {

  public DatabaseProxyArgs {
    logins = List.copyOf(logins);
    InvalidValue.requireBetween(logins.size(), 1, 200, "be 1 to 200 users of a proxy");
    if (settings.readOnlyEndpoint() && !target.database().hasReaders()) {
      throw new InvalidValue(
          "a read-only endpoint", "lead to an Aurora cluster with readers; RDS has no other");
    }
  }

  /** The same proxy, letting {@code logins} through and nobody else. */
  public DatabaseProxyArgs admitting(List<DatabaseLogin> logins) {
    return new DatabaseProxyArgs(settings, target, logins, logKey);
  }

  /** The same proxy, its log encrypted with {@code keys}. */
  public DatabaseProxyArgs encryptedWith(EncryptionKeys keys) {
    return new DatabaseProxyArgs(settings, target, logins, keys.logs());
  }

  /**
   * Refuses tokens for the master user, who owns the database: whoever may sign one could do
   * anything in it. Not a matter of the constructor, since {@link #admitting} replaces the master
   * user, who is there by default.
   */
  void refuseTokensForMaster() {
    var master = target.database().master().username();
    if (settings.authentication() == ClientAuthentication.IAM
        && logins.stream().anyMatch(login -> login.username().equals(master))) {
      throw new InvalidValue(
          master, "not sign in with IAM tokens; list users of the database for the applications");
    }
  }

  LogGroups logGroups() {
    return new LogGroups(settings.logRetention(), logKey);
  }
}
