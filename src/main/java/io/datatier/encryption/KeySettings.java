package io.datatier.encryption;

import java.util.Optional;
import java.util.function.Function;

/**
 * The KMS keys that encrypt the database's storage, the secrets and the logs. Encryption is always
 * on; this chooses the keys.
 */
public sealed interface KeySettings permits CreatedKeys, ExistingKeys {

  /** Applies the function that matches. */
  <T> T either(Function<CreatedKeys, T> created, Function<ExistingKeys, T> existing);

  /**
   * The keys that AWS manages for each service: free, without grants, and not shareable with other
   * accounts.
   */
  static KeySettings awsManaged() {
    return new ExistingKeys(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
