package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a reading of templates takes the comparisons whose outcome nobody knows before CloudFormation
 * does: all of them hold, or none does, but for at most one. Whatever depends on up to three
 * comparisons is read in every way that it can be made.
 */
final class Branch {

  /** Two readings are made of each; those beyond are turned with these, and left open once. */
  private static final int MOST_TURNED = 10;

  /**
   * A comparison.
   *
   * @param open the side that is not known; the same wherever it is
   * @param to what it is compared to; empty if that is not known either
   */
  record Comparison(PropertyValue open, String to) {}

  private static final int NONE = -1;

  private final Optional<Boolean> all;
  private final int turned;
  private final Map<Comparison, Integer> asked;
  private final Map<PropertyValue, String> equal = new HashMap<>();

  private Branch(Optional<Boolean> all, int turned, Map<Comparison, Integer> asked) {
    this.all = all;
    this.turned = turned;
    this.asked = asked;
  }

  /** What is read in every branch: once, if nothing is asked. */
  static <T> List<T> each(Function<Branch, T> read) {
    var asked = new HashMap<Comparison, Integer>();
    var readings = new ArrayList<T>();
    readings.add(read.apply(new Branch(Optional.of(true), NONE, asked)));
    if (!asked.isEmpty()) {
      readings.add(read.apply(new Branch(Optional.of(false), NONE, asked)));
    }
    // Where one is turned, others may be asked for.
    for (var turned = 0; turned < Math.min(asked.size(), MOST_TURNED); turned++) {
      readings.add(read.apply(new Branch(Optional.of(true), turned, asked)));
      readings.add(read.apply(new Branch(Optional.of(false), turned, asked)));
    }
    if (asked.size() > MOST_TURNED) {
      readings.add(read.apply(new Branch(Optional.empty(), NONE, asked)));
    }
    return readings;
  }

  /** Whether the sides are equal in this branch; none if it leaves that open. */
  Optional<Boolean> holds(Comparison comparison) {
    var index = asked.computeIfAbsent(comparison, it -> asked.size());
    var isTurned = index % MOST_TURNED == turned;
    return all.map(holds -> holds != isTurned && isFirstEqual(comparison));
  }

  /** What equals one text equals no other. */
  private boolean isFirstEqual(Comparison comparison) {
    var first = equal.computeIfAbsent(comparison.open(), it -> comparison.to());
    return comparison.to().equals(first);
  }
}
