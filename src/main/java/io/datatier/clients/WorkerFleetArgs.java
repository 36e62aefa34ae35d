package io.datatier.clients;

import com.pulumi.core.Output;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.proxy.ProxyLogin;
import io.datatier.values.InvalidValue;
import java.util.Optional;

/**
 * Workers and the one way to the database that they have.
 *
 * @param keys with which their disks and log are encrypted; without them, with AWS's own
 */
public record WorkerFleetArgs(
    WorkerFleetSettings settings, ProxyEndpoint endpoint, Optional<EncryptionKeys> keys) {

  /**
   * @throws InvalidValue if the workers name a user that the proxy does not know, or want a
   *     read-only endpoint that it does not have
   */
  public WorkerFleetArgs {
    settings.login().through(endpoint);
  }

  /**
   * The same workers, their disks encrypted with the key for storage and their log with that for
   * logs.
   */
  public WorkerFleetArgs encryptedWith(EncryptionKeys keys) {
    return new WorkerFleetArgs(settings, endpoint, Optional.of(keys));
  }

  ProxyLogin login() {
    return settings.login().through(endpoint);
  }

  Optional<Output<String>> storageKey() {
    return keys.flatMap(EncryptionKeys::storage);
  }

  Optional<Output<String>> logKey() {
    return keys.flatMap(EncryptionKeys::logs);
  }
}
