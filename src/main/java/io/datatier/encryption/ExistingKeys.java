package io.datatier.encryption;

import java.util.Optional;

/**
 * Keys that exist; what has none uses AWS's own. The key for logs must let CloudWatch Logs use it
 * (CloudWatch Logs guide, "Encrypt log data using AWS KMS"): its policy is not touched here.
 */
public record ExistingKeys(
    Optional<KeyArn> storage, Optional<KeyArn> secrets, Optional<KeyArn> logs)
    implements KeySettings {}
