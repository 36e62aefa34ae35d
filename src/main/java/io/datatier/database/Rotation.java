package io.datatier.database;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.Required;

/**
 * How a user's password changes by itself: Secrets Manager calls a function that changes it in the
 * database and in the secret.
 *
 * @param days between two changes, 1 to 1,000 (Secrets Manager API, RotationRulesType)
 */
public record Rotation(
    @Required("the ARN of the rotation function")
        @Allows(
            "the ARN of a function that rotates the secret; see [Rotate passwords](operations.md#rotate-passwords)")
        RotationFunction function,
    @ByDefault("30")
        @Between(least = "1", most = "1000", unit = "days")
        @Allows(" between two changes")
        int days) {

  public Rotation {
    Constraints.check(Rotation.class, function, days);
  }
}
