package io.datatier.database;

import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import java.util.Optional;

/**
 * A database and where it lives.
 *
 * @param keys with which it is encrypted; without them, with AWS's own
 */
public record DatabaseArgs(
    DatabaseSettings settings, Network network, Optional<EncryptionKeys> keys) {

  /** The same database, its storage, master secret and logs encrypted with {@code keys}. */
  public DatabaseArgs encryptedWith(EncryptionKeys keys) {
    return new DatabaseArgs(settings, network, Optional.of(keys));
  }

  Optional<Output<String>> storageKey() {
    return keys.flatMap(EncryptionKeys::storage);
  }

  Optional<Output<String>> secretsKey() {
    return keys.flatMap(EncryptionKeys::secrets);
  }

  LogGroups logGroups() {
    return new LogGroups(settings.logRetention(), keys.flatMap(EncryptionKeys::logs));
  }
}
