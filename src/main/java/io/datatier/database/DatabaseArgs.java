package io.datatier.database;

import com.pulumi.core.Output;
import io.datatier.component.LogGroups;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.values.LogRetention;
import java.util.Optional;

/**
 * A database and where it lives.
 *
 * @param keys with which it is encrypted; without them, with AWS's own
 * @param logRetention of its logs
 */
public record DatabaseArgs(
    DatabaseSettings settings,
    Network network,
    Optional<EncryptionKeys> keys,
    LogRetention logRetention) {

  static DatabaseArgs of(DatabaseSettings settings, Network network) {
    return new DatabaseArgs(settings, network, Optional.empty(), LogRetention.USUAL);
  }

  /** The same database, its storage, master secret and logs encrypted with {@code keys}. */
  public DatabaseArgs encryptedWith(EncryptionKeys keys) {
    return new DatabaseArgs(settings, network, Optional.of(keys), logRetention);
  }

  /** The same database, its exported logs kept for {@code retention}. */
  public DatabaseArgs keepingLogs(LogRetention retention) {
    return new DatabaseArgs(settings, network, keys, retention);
  }

  Optional<Output<String>> storageKey() {
    return keys.flatMap(EncryptionKeys::storage);
  }

  Optional<Output<String>> secretsKey() {
    return keys.flatMap(EncryptionKeys::secrets);
  }

  LogGroups logGroups() {
    return new LogGroups(logRetention, keys.flatMap(EncryptionKeys::logs));
  }
}
