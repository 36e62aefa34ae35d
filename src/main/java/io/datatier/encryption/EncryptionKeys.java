package io.datatier.encryption;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.aws.kms.KeyPolicy;
import com.pulumi.aws.kms.KeyPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import java.util.Map;
import java.util.Optional;

/**
 * The KMS keys of a data tier. Makes keys only for {@link CreatedKeys}; otherwise it hands out what
 * exists.
 */
public final class EncryptionKeys extends Component {

  private final Optional<Output<String>> storage;
  private final Optional<Output<String>> secrets;
  private final Optional<Output<String>> logs;

  /** Keys of the stack's own, without a parent. */
  public EncryptionKeys(String name, KeySettings settings) {
    this(name, settings, ComponentResourceOptions.Empty);
  }

  /** The keys that {@code settings} ask for. */
  public EncryptionKeys(String name, KeySettings settings, ComponentResourceOptions options) {
    super("datatier:encryption:EncryptionKeys", name, options);
    if (settings instanceof CreatedKeys created) {
      this.storage = Optional.of(createKey("storage", created).arn());
      this.secrets = Optional.of(createKey("secrets", created).arn());
      this.logs = Optional.of(openToLogs(createKey("logs", created)));
    } else {
      var existing = (ExistingKeys) settings;
      this.storage = existing.storage().map(key -> Output.of(key.value()));
      this.secrets = existing.secrets().map(key -> Output.of(key.value()));
      this.logs = existing.logs().map(key -> Output.of(key.value()));
    }
    registerOutputs(Map.of());
  }

  /** The ARN of the key for the database's storage; empty for AWS's own. */
  public Optional<Output<String>> storage() {
    return storage;
  }

  /** The ARN of the key for secrets; empty for AWS's own. */
  public Optional<Output<String>> secrets() {
    return secrets;
  }

  /** The ARN of the key for logs, once CloudWatch Logs may use it; empty for AWS's own. */
  public Optional<Output<String>> logs() {
    return logs;
  }

  private Key createKey(String purpose, CreatedKeys settings) {
    var key =
        new Key(
            child(purpose),
            KeyArgs.builder()
                .description(child(purpose))
                .enableKeyRotation(true)
                .deletionWindowInDays(settings.deletionWindowDays())
                .build(),
            childOptions());
    new Alias(
        child(purpose + "-alias"),
        AliasArgs.builder().name("alias/" + child(purpose)).targetKeyId(key.keyId()).build(),
        childOptions());
    return key;
  }

  // The policy names the account, which only the key's ARN tells without asking AWS at preview.
  private Output<String> openToLogs(Key key) {
    var arn = ResourceOutput.of(key, key.arn());
    var policy =
        new KeyPolicy(
            child("logs-policy"),
            KeyPolicyArgs.builder()
                .keyId(key.id())
                .policy(arn.applyValue(LogsKeyPolicy::forKey))
                .build(),
            childOptions());
    return Output.tuple(policy.id(), arn).applyValue(both -> both.t2);
  }
}
