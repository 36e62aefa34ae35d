package io.datatier.encryption;

import java.util.Optional;
import java.util.function.Function;

/**
 * With which KMS keys the database's storage, the secrets and the logs are encrypted. They always
 * are; this says whose keys they are.
 */
public sealed interface KeySettings permits CreatedKeys, ExistingKeys {

  /** What is made of them, whichever of the two they are. */
  <T> T either(Function<CreatedKeys, T> created, Function<ExistingKeys, T> existing);

  /**
   * The keys that AWS keeps for each of its services in the account: no cost, no grants to make,
   * and no way to give another account access.
   */
  static KeySettings ofAws() {
    return new ExistingKeys(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
