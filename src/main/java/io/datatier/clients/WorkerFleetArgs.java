package io.datatier.clients;

import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyLogin;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import java.util.Optional;

/**
 * Workers and the one way to the database that they have.
 *
 * @param keys with which their disks and log are encrypted; without them, with AWS's own
 * @param logRetention of their log, if they have one
 */
public record WorkerFleetArgs(
    WorkerFleetSettings settings,
    ProxyEndpoint endpoint,
    Optional<EncryptionKeys> keys,
    LogRetention logRetention) {

  /**
   * @throws InvalidValue if the workers name a user that the proxy does not know, or want a
   *     read-only endpoint that it does not have
   */
  public WorkerFleetArgs {
    settings.login().through(endpoint);
  }

  static WorkerFleetArgs of(WorkerFleetSettings settings, ProxyEndpoint endpoint) {
    return new WorkerFleetArgs(settings, endpoint, Optional.empty(), LogRetention.USUAL);
  }

  /**
   * The same workers, their disks encrypted with the key for storage and their log with that for
   * logs.
   */
  public WorkerFleetArgs encryptedWith(EncryptionKeys keys) {
    return new WorkerFleetArgs(settings, endpoint, Optional.of(keys), logRetention);
  }

  /** The same workers, their log kept for {@code retention}. */
  public WorkerFleetArgs keepingLogs(LogRetention retention) {
    return new WorkerFleetArgs(settings, endpoint, keys, retention);
  }

  ProxyLogin login() {
    return settings.login().through(endpoint);
  }

  Optional<Output<String>> storageKey() {
    return keys.flatMap(EncryptionKeys::storage);
  }

  LogGroups logGroups() {
    return new LogGroups(logRetention, keys.flatMap(EncryptionKeys::logs));
  }
}
