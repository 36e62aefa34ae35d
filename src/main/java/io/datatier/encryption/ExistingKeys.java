package io.datatier.encryption;

import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import java.util.Optional;
import java.util.function.Function;

/**
 * Existing keys; whatever has none uses AWS's own key. The key for logs must allow CloudWatch Logs
 * to use it (CloudWatch Logs guide, "Encrypt log data using AWS KMS"): its policy is not touched
 * here.
 */
@Alternative(title = "Existing keys, any of the three")
public record ExistingKeys(
    @Allows("the ARN of a KMS key, for the database's storage and its backups")
        Optional<KeyArn> storage,
    @Allows("the ARN of a KMS key, for the passwords") Optional<KeyArn> secrets,
    @Allows(
            "the ARN of a KMS key, for every log group; its policy must allow CloudWatch Logs to"
                + " use it")
        Optional<KeyArn> logs)
    implements KeySettings {

  @Override
  public <T> T either(Function<CreatedKeys, T> created, Function<ExistingKeys, T> existing) {
    return existing.apply(this);
  }
}
