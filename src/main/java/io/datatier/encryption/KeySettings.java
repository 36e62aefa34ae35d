package io.datatier.encryption;

import java.util.Optional;

/**
 * With which KMS keys the database's storage, the secrets and the logs are encrypted. They always
 * are; this says whose keys they are.
 */
public sealed interface KeySettings permits CreatedKeys, ExistingKeys {

  /**
   * The keys that AWS keeps for each of its services in the account: no cost, no grants to make,
   * and no way to give another account access.
   */
  static KeySettings ofAws() {
    return new ExistingKeys(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
