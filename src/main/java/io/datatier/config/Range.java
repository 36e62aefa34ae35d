package io.datatier.config;

import java.util.Collection;
import java.util.Optional;

/**
 * The inclusive range that {@link Between} declares, written as in the configuration.
 *
 * @param least empty if a list has no lower bound
 */
public record Range(String least, Optional<String> most, String unit) {

  static Range of(Between between) {
    return new Range(
        between.least(),
        Optional.of(between.most()).filter(most -> !most.isEmpty()),
        between.unit());
  }

  /** This range where it says something, and else {@code wider}. */
  Range within(Range wider) {
    return new Range(
        least.isEmpty() ? wider.least : least,
        most.or(wider::most),
        unit.isEmpty() ? wider.unit : unit);
  }

  /** The range in words: {@code 1 to 35 days of backups}, {@code 1 or more workers}. */
  String phrase() {
    var range =
        most.map(it -> least.isEmpty() ? "at most " + it : least + " to " + it)
            .orElse(least + " or more");
    return unit.isEmpty() ? range : range + " " + unit;
  }

  /**
   * Checks that a value is within the range.
   *
   * @param form that reads the bounds
   */
  void require(Object value, Form form) {
    var counted = value instanceof Collection<?> list ? list.size() : value;
    if ((!least.isEmpty() && compare(counted, least, form) < 0)
        || (most.isPresent() && compare(counted, most.get(), form) > 0)) {
      throw new InvalidValue(counted, "be " + phrase());
    }
  }

  @SuppressWarnings("unchecked") // Both have the type that the form reads.
  private static int compare(Object value, String bound, Form form) {
    return ((Comparable<Object>) value).compareTo(form.bound(bound));
  }
}
