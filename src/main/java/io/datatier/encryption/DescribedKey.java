package io.datatier.encryption;

import com.pulumi.aws.kms.inputs.GetKeyPlainArgs;
import io.datatier.aws.Lookup;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What AWS tells this caller about a key: nothing if the caller may not describe it, as with many
 * keys of other accounts that it may use.
 *
 * @param description empty if it has none
 * @param manager {@code AWS} or {@code CUSTOMER} (KMS API, KeyMetadata); empty if AWS does not say
 */
public record DescribedKey(
    String arn, Optional<String> description, Optional<String> manager, Standing standing) {

  private static final Set<String> PENDING_DELETION =
      Set.of("PendingDeletion", "PendingReplicaDeletion");

  /** What becomes of it. */
  public enum Standing {
    STAYS,
    /** KMS deletes it after a waiting period (KMS API, KeyMetadata, KeyState). */
    PENDING_DELETION,
    DELETED,
    HIDDEN
  }

  /**
   * Asks AWS.
   *
   * @throws com.pulumi.exceptions.RunException if AWS does not answer
   */
  public static DescribedKey of(String arn) {
    return Lookup.either(
        "aws:kms/getKey:getKey",
        GetKeyPlainArgs.builder().keyId(arn).build(),
        key -> read(arn, key),
        Map.of(
            "AccessDenied",
            without(arn, Standing.HIDDEN),
            // The provider's words for NotFoundException (internal/service/kms/key.go, findKey).
            "couldn't find resource",
            without(arn, Standing.DELETED)));
  }

  private static DescribedKey read(String arn, Lookup key) {
    return new DescribedKey(
        arn,
        key.text("description"),
        key.text("keyManager"),
        key.text("keyState").filter(PENDING_DELETION::contains).isPresent()
            ? Standing.PENDING_DELETION
            : Standing.STAYS);
  }

  private static DescribedKey without(String arn, Standing standing) {
    return new DescribedKey(arn, Optional.empty(), Optional.empty(), standing);
  }

  /** Whether it is, or may be, of this account. */
  public boolean isOfAccount(Optional<String> account) {
    return account.map(it -> arn.contains(":" + it + ":")).orElse(true);
  }

  /** Whether AWS does not tell this caller. */
  public boolean isHidden() {
    return standing == Standing.HIDDEN;
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
