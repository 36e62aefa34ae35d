package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import java.util.OptionalInt;

/**
 * The number of workers.
 *
 * @param least the minimum
 * @param initial how many to begin with; scaling policies decide afterwards
 * @param most the maximum. The capacity plan assumes this many.
 */
public record FleetSize(
    @ByDefault("1") @Between(least = "0", unit = "workers") int least,
    @Otherwise("as many as `least`")
        @Between(least = "0", unit = "workers")
        @Allows("; scaling policies decide afterwards")
        OptionalInt initial,
    @ByDefault("4") @Between(least = "1", unit = "workers") int most) {

  public FleetSize {
    Constraints.check(FleetSize.class, least, initial, most);
  }

  /** Between {@code least} and {@code most} workers, beginning with {@code least}. */
  public static FleetSize between(int least, int most) {
    return new FleetSize(least, OptionalInt.empty(), most);
  }

  @Rule
  static void requireLeastBelowMost(int least, int most) {
    if (least > most) {
      throw new InvalidValue(least, "not exceed most, " + most);
    }
  }

  @Rule
  static void requireInitialBetween(OptionalInt initial, int least, int most) {
    if (initial.isPresent() && least <= most) {
      InvalidValue.requireBetween(
          initial.getAsInt(), least, most, "be a number of workers from least to most");
    }
  }

  /** How many to begin with. */
  int first() {
    return initial.orElse(least);
  }
}
