package io.datatier.encryption;

import com.pulumi.aws.kms.inputs.GetKeyPlainArgs;
import io.datatier.component.Lookup;
import java.util.Optional;

/**
 * What AWS tells this caller of a key: nothing where the caller may not ask, as of many keys of
 * other accounts that it may use.
 *
 * @param description empty if it has none
 * @param manager {@code AWS} or {@code CUSTOMER} (KMS API, KeyMetadata); empty if AWS does not tell
 */
public record DescribedKey(Optional<String> description, Optional<String> manager) {

  /**
   * Asks AWS.
   *
   * @throws com.pulumi.exceptions.RunException if AWS does not answer
   */
  public static DescribedKey of(String arn) {
    var arguments = GetKeyPlainArgs.builder().keyId(arn).build();
    var key = Lookup.permitted("aws:kms/getKey:getKey", arguments);
    return new DescribedKey(
        key.flatMap(it -> it.text("description")), key.flatMap(it -> it.text("keyManager")));
  }

  /** Whether AWS does not tell this caller. */
  public boolean isHidden() {
    return manager.isEmpty();
  }

  /**
   * Whether it is one that {@link EncryptionKeys} make.
   *
   * @param name theirs
   */
  public boolean isOf(String name) {
    return description
        .filter(
            it -> EncryptionKeys.PURPOSES.stream().map(of -> name + "-" + of).anyMatch(it::equals))
        .isPresent();
  }
}
