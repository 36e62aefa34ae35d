package io.datatier.clients;

import io.datatier.values.InvalidValue;

/**
 * How many workers there are.
 *
 * @param least never fewer; 0 or more
 * @param initial how many to begin with; scaling policies decide afterwards
 * @param most never more; at least 1. The capacity plan reckons with this many.
 */
public record FleetSize(int least, int initial, int most) {

  public FleetSize {
    InvalidValue.requireBetween(least, 0, Integer.MAX_VALUE, "be 0 or more workers");
    InvalidValue.requireBetween(most, 1, Integer.MAX_VALUE, "be at least 1 worker");
    if (least > most) {
      throw new InvalidValue(least, "not exceed the most workers, " + most);
    }
    InvalidValue.requireBetween(
        initial, least, most, "be as many workers as the least and the most allow");
  }

  /** Between {@code least} and {@code most} workers, beginning with {@code least}. */
  public static FleetSize between(int least, int most) {
    return new FleetSize(least, least, most);
  }
}
