package io.datatier.encryption;

/**
 * With which KMS keys the database's storage, the secrets and the logs are encrypted. They always
 * are; this says whose keys they are.
 */
public sealed interface KeySettings permits AwsManagedKeys, CreatedKeys, ExistingKeys {}
