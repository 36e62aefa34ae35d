package io.datatier.encryption;

import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Law;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import io.datatier.values.InvalidValue;
import java.util.function.Function;

/**
 * Three keys of the stack's own, one for storage, one for secrets, one for logs, rotated every
 * year.
 *
 * @param create always true: it is how the configuration asks for them
 * @param deletionWindowDays how long KMS keeps a deleted key before what it encrypted is lost, 7 to
 *     30 days (KMS API, ScheduleKeyDeletion)
 */
@Alternative(
    title = "Keys to be created",
    refuses =
        "is a key that exists, but create or deletionWindowDays ask for keys to be created; remove"
            + " one of the two")
public record CreatedKeys(
    @Required("true, if keys shall be made")
        @Allows("; three keys of the stack's own, rotated every year")
        boolean create,
    @ByDefault("30")
        @Between(least = "7", most = "30", unit = "days")
        @Allows("; so long a deleted key can be brought back")
        int deletionWindowDays)
    implements KeySettings {

  public CreatedKeys {
    Law.hold(CreatedKeys.class, create, deletionWindowDays);
  }

  /** Keys that are kept for {@code deletionWindowDays} once they are deleted. */
  public CreatedKeys(int deletionWindowDays) {
    this(true, deletionWindowDays);
  }

  @Rule
  static void isTrue(boolean create) {
    if (!create) {
      throw new InvalidValue(false, "be true; without the key, AWS's own keys are used");
    }
  }

  @Override
  public <T> T either(Function<CreatedKeys, T> created, Function<ExistingKeys, T> existing) {
    return created.apply(this);
  }
}
