package io.datatier.encryption;

import io.datatier.values.InvalidValue;

/**
 * Three keys of the stack's own, one for storage, one for secrets, one for logs, rotated every
 * year.
 *
 * @param deletionWindowDays how long KMS keeps a deleted key before what it encrypted is lost, 7 to
 *     30 days (KMS API, ScheduleKeyDeletion)
 */
public record CreatedKeys(int deletionWindowDays) implements KeySettings {

  public CreatedKeys {
    InvalidValue.requireBetween(deletionWindowDays, 7, 30, "be 7 to 30 days");
  }
}
