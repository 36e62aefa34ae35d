package io.datatier.encryption;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.aws.kms.KeyPolicy;
import com.pulumi.aws.kms.KeyPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The KMS keys of a data tier. Creates keys only for {@link CreatedKeys}; otherwise returns the
 * existing ones.
 */
public final class EncryptionKeys extends Component {

  static final List<String> PURPOSES = List.of("storage", "secrets", "logs");

  private final Optional<Output<String>> storage;
  private final Optional<Output<String>> secrets;
  private final Optional<Output<String>> logs;

  /** Keys without a parent. */
  public EncryptionKeys(String name, KeySettings settings) {
    this(name, settings, false, ComponentResourceOptions.Empty);
  }

  /**
   * The keys that {@code settings} ask for.
   *
   * @param retainsStorage whether the key for storage outlives the stack, because snapshots do:
   *     without it they cannot be read (KMS developer guide, "Deleting AWS KMS keys")
   */
  public EncryptionKeys(
      String name, KeySettings settings, boolean retainsStorage, ComponentResourceOptions options) {
    super("datatier:encryption:EncryptionKeys", name, options);
    var retained =
        CustomResourceOptions.builder().parent(this).retainOnDelete(retainsStorage).build();
    this.storage =
        settings.either(
            created -> Optional.of(createKey("storage", created, retained).arn()),
            existing -> output(existing.storage()));
    this.secrets =
        settings.either(
            created -> Optional.of(createKey("secrets", created, childOptions()).arn()),
            existing -> output(existing.secrets()));
    this.logs =
        settings.either(
            created -> Optional.of(openToLogs(createKey("logs", created, childOptions()))),
            existing -> output(existing.logs()));
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

  private static Optional<Output<String>> output(Optional<KeyArn> key) {
    return key.map(existing -> Output.of(existing.value()));
  }

  private Key createKey(String purpose, CreatedKeys settings, CustomResourceOptions options) {
    var key =
        new Key(
            child(purpose),
            KeyArgs.builder()
                .description(child(purpose))
                .enableKeyRotation(true)
                .deletionWindowInDays(settings.deletionWindowDays())
                .build(),
            options);
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
