package io.datatier.config;

import com.google.gson.JsonPrimitive;
import io.datatier.values.InvalidValue;
import java.util.Collection;

/** What {@link Between} says. */
record Range(String least, String most, String unit) {

  static Range of(Between between) {
    return new Range(between.least(), between.most(), between.unit());
  }

  /** The same in words: {@code 1 to 35 days of backups}, {@code 1 or more workers}. */
  String phrase() {
    var range = least + " to " + most;
    if (most.isEmpty()) {
      range = least + " or more";
    } else if (least.isEmpty()) {
      range = "at most " + most;
    }
    return unit.isEmpty() ? range : range + " " + unit;
  }

  /**
   * Refuses what lies outside.
   *
   * @param form how the bounds are written
   */
  void require(Object value, Form form) {
    var counted = value instanceof Collection<?> list ? list.size() : value;
    if (isBeyond(counted, least, form, -1) || isBeyond(counted, most, form, 1)) {
      throw new InvalidValue(counted, "be " + phrase());
    }
  }

  private static boolean isBeyond(Object value, String bound, Form form, int side) {
    return !bound.isEmpty() && Integer.signum(compare(value, bound, form)) == side;
  }

  @SuppressWarnings("unchecked") // Both are of the type that the form makes of its text.
  private static int compare(Object value, String bound, Form form) {
    var limit =
        form instanceof Form.Value written
            ? written.conversion().apply(new JsonPrimitive(bound))
            : Integer.valueOf(bound);
    return ((Comparable<Object>) value).compareTo(limit);
  }
}
