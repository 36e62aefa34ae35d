package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Section.Alternative;
import io.datatier.config.Setting;
import io.datatier.encryption.AwsManagedKeys;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.ExistingKeys;
import io.datatier.encryption.KeyArn;
import io.datatier.encryption.KeySettings;
import io.datatier.values.InvalidValue;
import java.util.Optional;

/** {@code datatier:keys}. */
final class KeysSection {

  private static final Setting<Boolean> CREATE =
      Setting.bool("create")
          .allowing("; three keys of the stack's own, rotated every year")
          .required("true, if keys shall be made");
  private static final Setting<Integer> DELETION_WINDOW_DAYS =
      Setting.integer("deletionWindowDays")
          .between(7, 30)
          .allowing("; so long a deleted key can be brought back")
          .byDefault("30");

  private static final Setting<KeyArn> STORAGE =
      key("storage", "the database's storage and its backups");
  private static final Setting<KeyArn> SECRETS = key("secrets", "the passwords");
  private static final Setting<KeyArn> LOGS =
      key("logs", "every log group; its policy must let CloudWatch Logs use it");

  private static final Alternative CREATED =
      Alternative.of("Keys to be created", CREATE, DELETION_WINDOW_DAYS);
  private static final Alternative EXISTING =
      Alternative.of("Keys that exist, any of the three", STORAGE, SECRETS, LOGS);

  static final Section KEYS =
      Section.either(
          "keys",
          "whose KMS keys encrypt storage, secrets and logs; AWS's own where none is given",
          CREATED,
          EXISTING);

  private KeysSection() {}

  static Optional<KeySettings> read(ConfigObject keys) {
    if (!keys.has(CREATE) && !keys.has(DELETION_WINDOW_DAYS)) {
      return Optional.of(existing(keys));
    }
    keys.settleOn(
        CREATED,
        "is a key that exists, but create or deletionWindowDays ask for keys to be created; remove"
            + " one of the two");
    keys.read(CREATE, KeysSection::requireTrue);
    return keys.read(DELETION_WINDOW_DAYS, CreatedKeys::new);
  }

  private static KeySettings existing(ConfigObject keys) {
    var given = new ExistingKeys(keys.read(STORAGE), keys.read(SECRETS), keys.read(LOGS));
    var none = new ExistingKeys(Optional.empty(), Optional.empty(), Optional.empty());
    return given.equals(none) ? new AwsManagedKeys() : given;
  }

  private static boolean requireTrue(boolean create) {
    if (!create) {
      throw new InvalidValue(false, "be true; without the key, AWS's own keys are used");
    }
    return true;
  }

  private static Setting<KeyArn> key(String name, String purpose) {
    return Setting.text(name, KeyArn::new)
        .like(KeyArn.LAWFUL)
        .allowing("the ARN of a KMS key, for " + purpose);
  }
}
