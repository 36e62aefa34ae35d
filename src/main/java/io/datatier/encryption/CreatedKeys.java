package io.datatier.encryption;

import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import java.util.function.Function;

/**
 * Three new keys, for storage, secrets and logs, rotated every year.
 *
 * @param create always true; selects this alternative in the configuration
 * @param deletionWindowDays how long a deleted key can be restored, 7 to 30 days; then its data is
 *     lost (KMS API, ScheduleKeyDeletion)
 */
@Alternative(
    title = "New keys",
    refuses =
        "is an existing key, but create or deletionWindowDays ask for new ones; remove one or the"
            + " other")
public record CreatedKeys(
    @Required("true to create keys") @Allows("; creates three keys, rotated every year")
        boolean create,
    @ByDefault("30")
        @Between(least = "7", most = "30", unit = "days")
        @Allows("; how long a deleted key can be restored")
        int deletionWindowDays)
    implements KeySettings {

  public CreatedKeys {
    Constraints.check(CreatedKeys.class, create, deletionWindowDays);
  }

  /** Keys that are kept for {@code deletionWindowDays} once they are deleted. */
  public CreatedKeys(int deletionWindowDays) {
    this(true, deletionWindowDays);
  }

  /** For storage, secrets and logs. */
  public static final int COUNT = 3;

  @Rule
  static void requireTrue(boolean create) {
    if (!create) {
      throw new InvalidValue(false, "be true; without the key, AWS's own keys are used");
    }
  }

  @Override
  public <T> T either(Function<CreatedKeys, T> created, Function<ExistingKeys, T> existing) {
    return created.apply(this);
  }
}
