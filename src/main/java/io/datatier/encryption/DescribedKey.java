package io.datatier.encryption;

import com.pulumi.aws.kms.inputs.GetKeyPlainArgs;
import com.pulumi.exceptions.RunException;
import io.datatier.component.Lookup;
import java.util.Optional;

/**
 * What AWS tells this caller of a key.
 *
 * @param description empty if it has none
 * @param manager {@code AWS} or {@code CUSTOMER} (KMS API, KeyMetadata); empty if AWS does not tell
 */
public record DescribedKey(Optional<String> description, Optional<String> manager) {

  /** Asks AWS. */
  public static DescribedKey of(String arn) {
    try {
      var key = Lookup.of("aws:kms/getKey:getKey", GetKeyPlainArgs.builder().keyId(arn).build());
      return new DescribedKey(key.text("description"), key.text("keyManager"));
    } catch (RunException hidden) {
      // A key of another account, which this caller may use but not describe.
      return new DescribedKey(Optional.empty(), Optional.empty());
    }
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
