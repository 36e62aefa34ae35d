package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a reading of a template takes the comparisons whose outcome nobody knows before
 * CloudFormation does: all of them hold, or none does, but for at most one. Whatever depends on up
 * to three comparisons is read in every way that it can be made.
 */
final class Branch {

  /** Two readings are made of each; those beyond are left open in one reading more. */
  private static final int MOST_TURNED = 10;

  /**
   * A comparison.
   *
   * @param template where the template stands that makes it
   * @param open the side that is not known
   * @param to what it is compared to; empty if that is not known either
   */
  record Comparison(String template, PropertyValue open, String to) {}

  private record Side(String template, PropertyValue open) {}

  private final Optional<Boolean> all;
  private final @Nullable Comparison turned;
  private final Set<Comparison> asked;
  private final Map<Side, String> equal = new HashMap<>();

  private Branch(Optional<Boolean> all, @Nullable Comparison turned, Set<Comparison> asked) {
    this.all = all;
    this.turned = turned;
    this.asked = asked;
  }

  /** What is read in every branch: once, if nothing is asked. */
  static <T> List<T> each(Function<Branch, T> read) {
    var asked = new LinkedHashSet<Comparison>();
    var readings = new ArrayList<T>();
    readings.add(read.apply(new Branch(Optional.of(true), null, asked)));
    if (!asked.isEmpty()) {
      readings.add(read.apply(new Branch(Optional.of(false), null, asked)));
    }
    // Where one is turned, others may be asked for.
    for (var index = 0; index < Math.min(asked.size(), MOST_TURNED); index++) {
      var turned = List.copyOf(asked).get(index);
      readings.add(read.apply(new Branch(Optional.of(true), turned, asked)));
      readings.add(read.apply(new Branch(Optional.of(false), turned, asked)));
    }
    if (asked.size() > MOST_TURNED) {
      readings.add(read.apply(new Branch(Optional.empty(), null, asked)));
    }
    return readings;
  }

  /** Whether the sides are equal in this branch; none if it leaves that open. */
  Optional<Boolean> holds(Comparison comparison) {
    asked.add(comparison);
    return all.map(holds -> holds != comparison.equals(turned) && isFirstEqual(comparison));
  }

  /** What equals one text equals no other. */
  private boolean isFirstEqual(Comparison comparison) {
    var side = new Side(comparison.template(), comparison.open());
    return comparison.to().equals(equal.computeIfAbsent(side, it -> comparison.to()));
  }
}
